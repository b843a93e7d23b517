import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const api = `127.0.0.1:${process.env.PORT ?? "8000"}`;

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    outDir: "../backend/layerlab/static",
    emptyOutDir: true,
    // The CSP allows no data: sources for scripts and styles, so nothing is inlined.
    assetsInlineLimit: 0,
    // size-limit reads the manifest to know what the first page loads.
    manifest: true,
    rolldownOptions: {
      output: {
        // What belongs together travels in few files: it compresses better than in crumbs, and a request costs more
        // than a kilobyte.
        codeSplitting: {
          groups: [
            {
              name: "vendor",
              test: /node_modules\/(react|react-dom|scheduler|i18next|react-i18next|zustand|wouter|@tanstack)\//,
            },
            // What several pages need.
            {
              name: "house",
              test: /vite\/preload-helper|lucide-react\/(?!.*\/(?:bookmark-plus|boxes|component|group|pencil|ungroup)\.)|src\/(ui|api|graph)\/(?!Dialog|EmptyState|Pressed|RenameField|[Mm]arkdown|actions|align|annotating|blocks\/(?:boundary|candidates|carried|editingParameters|grouping|openedEnds|openedLooking|openedReport|openedSkips|openedUnchanged|sameness|ungrouping)|branches|carry|differences|engine|faults|fineTuning|frames|framing|freePlace|keys|laterTexts|layout|looks|mends|offers|ownBlocks|pasting|press\.|probes|regrouping|shares|taken|thumbnails|useOpenedTexts|usePressed|useTuningTexts|weights)|src\/app\/(FailedPage|PageLoading|TopBar|usePageTitle)\.tsx?$/,
            },
            // Own studio and shared one: all that stands before the network is in sight.
            {
              name: "studio",
              test: /src\/(app\/(StudioLayout|useTakenRun|useIsPhone)|features\/editor\/(Editor|useExperimentSession)|features\/share\/ShareButton|features\/run\/(Transport|SampleChooser|RunStatus))\.tsx?$/,
            },
          ],
        },
      },
    },
  },
  server: {
    // The server takes requests for its own address from its own pages only.
    proxy: {
      "/api": {
        target: `http://${api}`,
        ws: true,
        changeOrigin: true,
        headers: { origin: `http://${api}` },
      },
    },
  },
  test: {
    environment: "jsdom",
    setupFiles: ["./src/test-setup.ts"],
    include: ["src/**/*.test.{ts,tsx}", "tools/**/*.test.mjs"],
    css: false,
  },
});
