import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type RenderResult, render } from "@testing-library/react";
import type { ReactNode } from "react";
import { vi } from "vitest";
import { Router } from "wouter";
import { memoryLocation } from "wouter/memory-location";
import { fetchErrors } from "./locales/errorTexts";
import { startTexts } from "./locales/i18n";
import { fetchLayersTold } from "./locales/layerTexts";
import { fetchPartTexts } from "./locales/partTexts";
import { addLaterTexts } from "./ui/laterTexts";
import { Messages } from "./ui/Messages";
import { theme } from "./ui/theme";

/** A made-up server: what it answers to "METHOD /path" (or will answer), and what it was asked. */
export type Answers = Record<
  string,
  unknown | ((body: unknown, signal?: AbortSignal | null) => unknown)
>;

export interface Served {
  asked: { route: string; body: unknown }[];
}

export function serve(answers: Answers): Served {
  const asked: Served["asked"] = [];
  vi.stubGlobal("fetch", async (address: string, init: RequestInit) => {
    const [path = ""] = address.split("?");
    const route = `${init.method} ${path}`;
    const body: unknown = init.body === undefined ? undefined : JSON.parse(String(init.body));
    asked.push({ route, body });
    if (!(route in answers)) return new Response('{"code":"not_found"}', { status: 404 });
    const answer = answers[route];
    return Response.json(await (typeof answer === "function" ? answer(body, init.signal) : answer));
  });
  return { asked };
}

interface Page extends RenderResult {
  /** The addresses visited, oldest first. */
  visited: readonly string[];
}

/** Renders a part of the page in English with everything around it that it needs. */
export async function renderPage(part: ReactNode): Promise<Page> {
  await startTexts("en");
  await fetchErrors("en");
  await fetchPartTexts("en");
  addLaterTexts();
  await fetchLayersTold("en");
  const { hook, history } = memoryLocation({ path: "/", record: true });
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const page = render(
    <QueryClientProvider client={queries}>
      <MantineProvider theme={theme} env="test">
        <Router hook={hook}>{part}</Router>
        <Messages />
      </MantineProvider>
    </QueryClientProvider>,
  );
  return { ...page, visited: history };
}
