import { beforeEach, describe, expect, it, vi } from "vitest";

async function freshStore() {
  vi.resetModules();
  return (await import("./appearance")).useAppearance;
}

beforeEach(() => {
  localStorage.clear();
  history.replaceState(null, "", "/library");
});

describe("appearance", () => {
  it("takes what the address asks for", async () => {
    localStorage.setItem("layerlab.lang", "en");
    history.replaceState(null, "", "/library?lang=zh&theme=dark");
    const store = await freshStore();
    expect(store.getState()).toMatchObject({ language: "zh", scheme: "dark" });
  });

  it("remembers a choice, and the address no longer overrules it", async () => {
    history.replaceState(null, "", "/library?lang=zh&keep=1");
    const store = await freshStore();
    store.getState().setLanguage("en");
    store.getState().setScheme("dark");
    expect(location.search).toBe("?keep=1");
    expect((await freshStore()).getState()).toMatchObject({ language: "en", scheme: "dark" });
  });

  it("follows the system where nothing sensible was asked", async () => {
    history.replaceState(null, "", "/library?theme=plaid");
    expect((await freshStore()).getState().scheme).toBe("auto");
  });
});
