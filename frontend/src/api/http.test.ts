import { afterEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "./errors";
import { http } from "./http";

function answerWith(status: number, body: unknown): ReturnType<typeof vi.fn> {
  const fetching = vi.fn(async () => new Response(JSON.stringify(body), { status }));
  vi.stubGlobal("fetch", fetching);
  return fetching;
}

afterEach(() => vi.unstubAllGlobals());

describe("http", () => {
  it("leaves unknown query values out and sends JSON", async () => {
    const fetching = answerWith(200, { id: "a" });
    await http.get("/api/x", { query: { split: "test", label: undefined } });
    expect(fetching).toHaveBeenCalledWith("/api/x?split=test", expect.anything());
    await http.post("/api/x", { preset: "lenet5_mnist" });
    expect(fetching).toHaveBeenLastCalledWith(
      "/api/x",
      expect.objectContaining({ method: "POST", body: '{"preset":"lenet5_mnist"}' }),
    );
  });

  it("goes on sending what a page that is being left still has to say, if it is small", async () => {
    const fetching = answerWith(200, {});
    const kept = () => (fetching.mock.lastCall as [string, RequestInit])[1].keepalive;
    await http.put("/api/x", { title: "now" });
    expect(kept()).toBe(false);
    vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    await http.put("/api/x", { title: "last" });
    expect(kept()).toBe(true);
    await http.put("/api/x", { notes: "n".repeat(70_000) });
    expect(kept()).toBe(false);
    vi.restoreAllMocks();
  });

  it("turns a refusal into code, params and place", async () => {
    answerWith(422, {
      code: "bad_field",
      params: { least: 1 },
      where: { role: "classifier", node: "conv2d_1", field: "stride" },
    });
    const error = await http.get("/api/x").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      code: "bad_field",
      status: 422,
      params: { least: 1 },
      where: { node: "conv2d_1" },
    });
  });

  it("comes again where the server asks for it, and tells of it only after some tries", async () => {
    vi.useFakeTimers();
    const busy = () =>
      new Response('{"code":"server_busy"}', { status: 503, headers: { "Retry-After": "1" } });
    const fetching = vi.fn(async () => busy());
    vi.stubGlobal("fetch", fetching);
    fetching.mockImplementationOnce(async () => busy());
    fetching.mockImplementationOnce(async () => new Response('{"revision":2}'));
    const saved = http.put("/api/x", {});
    await vi.runAllTimersAsync();
    await expect(saved).resolves.toEqual({ revision: 2 });
    const refused = http.put("/api/x", {}).catch((thrown: unknown) => thrown);
    await vi.runAllTimersAsync();
    expect(await refused).toMatchObject({ code: "server_busy", status: 503 });
    expect(fetching).toHaveBeenCalledTimes(2 + 4);
    vi.useRealTimers();
  });

  it("says offline when nothing answers, and names an answer that is not ours", async () => {
    vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("refused")));
    await expect(http.get("/api/x")).rejects.toMatchObject({ code: "offline", status: 0 });
    vi.stubGlobal("fetch", async () => new Response("<html>", { status: 502 }));
    await expect(http.get("/api/x")).rejects.toMatchObject({
      code: "unexpected_answer",
      status: 502,
    });
  });
});
