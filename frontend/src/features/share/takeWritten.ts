import i18next from "i18next";
import { ApiError } from "@/api/errors";
import { http } from "@/api/http";
import { fetchErrors } from "@/locales/errorTexts";
import { dismissMessage, showMessage } from "@/ui/messages";
import { placeName } from "@/ui/placeName";

/** The files that are being written. */
const waiting = new Set<string>();

/** Takes a file that the server has to write first, which takes up to some seconds; why it can't is said. */
export async function takeWritten(href: string): Promise<void> {
  if (waiting.has(href)) return;
  waiting.add(href);
  const told = showMessage({ text: i18next.t("share:takeHome.onnxWriting") });
  try {
    const answer = await http.answer(href);
    save(await answer.blob(), nameOf(answer.headers.get("Content-Disposition") ?? ""));
    dismissMessage(told);
  } catch (error) {
    dismissMessage(told);
    showMessage({ text: await wordsOf(error) });
  } finally {
    waiting.delete(href);
  }
}

function save(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // Browsers read it after the press.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The name in whatever letters the title has. */
function nameOf(disposition: string): string {
  const [, encoded = ""] = /filename\*=UTF-8''([^;]+)/.exec(disposition) ?? [];
  return decodeURIComponent(encoded) || "network.onnx";
}

async function wordsOf(error: unknown): Promise<string> {
  await fetchErrors(i18next.language);
  const { code, params } = error instanceof ApiError ? error : { code: "unexpected", params: {} };
  const named: ApiError["params"] = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === "string" ? placeName(value) : value,
    ]),
  );
  const known = i18next.exists(code, { ns: "errors" }) ? code : "unexpected";
  return i18next.t(`errors:${known as "unexpected"}`, { ...named, code });
}
