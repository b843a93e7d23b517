// What the browser must load before the studio stands: the entry, the studio, one language, and all that they import.
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
  return [...files].map((file) => `${STATIC}/${file}`);
}

export default [
  {
    name: "first load of the studio",
    path: withImports(["index.html", "src/app/StudioPage.tsx", "src/locales/english.ts"]),
    limit: "300 kB",
    gzip: true,
  },
];
