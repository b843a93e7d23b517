import type { ErrorBody } from "@/schema/schema.gen";
import { ApiError } from "./errors";

export type HttpQuery = Record<string, string | number | boolean | undefined>;

interface Options {
  query?: HttpQuery;
  body?: unknown;
  /** In place of a body: sent as it is. */
  file?: Blob;
  signal?: AbortSignal | undefined;
}

function address(path: string, query: HttpQuery | undefined): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) search.set(name, String(value));
  }
  return search.size === 0 ? path : `${path}?${search}`;
}

async function failure(response: Response): Promise<ApiError> {
  const answer: Partial<ErrorBody> | null = await response.json().catch(() => null);
  // A proxy in between answers in its own words.
  const code = typeof answer?.code === "string" ? answer.code : "unexpected_answer";
  return new ApiError({ ...answer, code, status: response.status });
}

/** What browsers carry on sending when the page is gone. */
const LASTING_BYTES = 60_000;

/** A server that asks to come again has taken nothing of it. */
const MOST_RETURNS = 3;

async function send(
  method: string,
  path: string,
  options: Options,
  returns = MOST_RETURNS,
): Promise<Response> {
  const init: RequestInit = { method, headers: { Accept: "application/json" } };
  if (options.signal) init.signal = options.signal;
  if (options.body !== undefined) {
    init.body = JSON.stringify(options.body);
    init.headers = { ...init.headers, "Content-Type": "application/json" };
    const leaving = document.visibilityState === "hidden";
    init.keepalive = leaving && init.body.length < LASTING_BYTES;
  }
  if (options.file !== undefined) {
    init.body = options.file;
    init.headers = { ...init.headers, "Content-Type": "application/octet-stream" };
  }
  let response: Response;
  try {
    response = await fetch(address(path, options.query), init);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new ApiError({ code: "offline", status: 0 });
  }
  const again = Number(response.headers.get("Retry-After"));
  if (response.status === 503 && again > 0 && returns > 0) {
    await new Promise((resolve) => setTimeout(resolve, again * 1000));
    return send(method, path, options, returns - 1);
  }
  if (!response.ok) throw await failure(response);
  return response;
}

async function json<Answer>(method: string, path: string, options: Options): Promise<Answer> {
  const response = await send(method, path, options);
  if (response.status === 204) return undefined as Answer;
  return (await response.json()) as Answer;
}

/** REST calls. Every failure is an ApiError; `code` and `params` become words in the reader's language. */
export const http = {
  get: <Answer>(path: string, options: Options = {}) => json<Answer>("GET", path, options),
  post: <Answer>(path: string, body?: unknown, options: Options = {}) =>
    json<Answer>("POST", path, { ...options, body }),
  file: <Answer>(path: string, file: File) =>
    json<Answer>("POST", path, { file, query: { name: file.name } }),
  put: <Answer>(path: string, body: unknown, options: Options = {}) =>
    json<Answer>("PUT", path, { ...options, body }),
  patch: <Answer>(path: string, body: unknown, options: Options = {}) =>
    json<Answer>("PATCH", path, { ...options, body }),
  /** As it came, with its name. */
  answer: (path: string) => send("GET", path, {}),
  bytes: async (path: string, options: Options = {}) =>
    new Uint8Array(await (await send("GET", path, options)).arrayBuffer()),
  postForBytes: async (path: string, body: unknown, options: Options = {}) =>
    new Uint8Array(await (await send("POST", path, { ...options, body })).arrayBuffer()),
  delete: <Answer = void>(path: string, options: Options = {}) =>
    json<Answer>("DELETE", path, options),
};
