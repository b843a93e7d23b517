// What the browser asks for before the network is in sight: the entry, the page, the texts of the longer language, and
// all that these import. Nothing else may be asked for by then; `tools/bench browser` counts in a real one.
import { readFileSync } from "node:fs";

const STATIC = "../backend/layerlab/static";
const manifest = JSON.parse(readFileSync(`${STATIC}/.vite/manifest.json`, "utf8"));

function withImports(entries) {
  const files = new Set();
  const waiting = [...entries];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`${name} is not in the build`);
    if (files.has(chunk.file)) continue;
    files.add(chunk.file);
    waiting.push(...(chunk.imports ?? []));
  }
  return [...files, "first-paint.js"].map((file) => `${STATIC}/${file}`);
}

const LANGUAGE = "src/locales/chinese.ts";

export default [
  {
    name: "the studio, from the start page on",
    path: withImports(["index.html", "src/app/StartPage.tsx", "src/app/StudioPage.tsx", LANGUAGE]),
    limit: "300 kB",
    gzip: true,
  },
  {
    name: "a shared link",
    path: withImports(["index.html", "src/app/SharedPage.tsx", LANGUAGE]),
    limit: "300 kB",
    gzip: true,
  },
];
