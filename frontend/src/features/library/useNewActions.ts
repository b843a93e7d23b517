/** From the studio to another experiment, by name. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { copyExperiment } from "@/api/experiments";
import { listPresets } from "@/api/presets";
import { saveNow } from "@/graph/autosave";
import type { Action, Say } from "@/ui/actions";
import { useLibraryTexts } from "@/ui/laterTexts";
import { showMessage } from "@/ui/messages";
import { useErrorText } from "@/ui/useErrorText";
import { useReread } from "@/ui/useReread";
import { useOpen } from "./useOpen";

const anew = (t: Say) => t("library:newExperiment");

/** A blank canvas, the presets, and a copy of one's own experiment; the pages of the library. */
export function useNewActions(experiment: string | null): Action[] {
  const open = useOpen();
  const copy = useCopying();
  const presets = useQuery({
    queryKey: ["presets"],
    queryFn: ({ signal }) => listPresets(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const fresh: Action[] = [
    {
      id: "blank",
      section: "pages",
      name: anew,
      aside: (t) => t("library:blank"),
      run: open.blank,
    },
    ...(presets.data ?? []).map(
      (preset): Action => ({
        id: `preset-${preset.id}`,
        section: "pages",
        name: (t) => preset.title[t("common:languageCode") as "en" | "zh"],
        aside: anew,
        run: () => open.preset(preset.id),
      }),
    ),
  ];
  const copied: Action[] =
    experiment === null
      ? []
      : [
          {
            id: "copy",
            section: "page",
            name: (t) => t("library:duplicateThis"),
            run: () => copy(experiment),
          },
        ];
  return [...copied, ...usePages(), ...fresh];
}

const PAGES = [
  ["library", "/library"],
  ["presets", "/library/presets"],
  ["datasets", "/library/datasets"],
] as const;

function usePages(): Action[] {
  const [, navigate] = useLocation();
  return PAGES.map(([name, path]) => ({
    id: `page-${name}`,
    section: "pages",
    name: (t) => t(`common:${name}`),
    run: () => navigate(path),
  }));
}

/** A copy of what is saved, opened at once. */
function useCopying(): (experiment: string) => void {
  const { t } = useLibraryTexts();
  const [, navigate] = useLocation();
  const errorText = useErrorText();
  const reread = useReread();
  const copying = useMutation({
    mutationFn: async (experiment: string) => {
      await saveNow();
      return copyExperiment(experiment, (title) =>
        t("copyTitle", { title: title || t("untitled") }),
      );
    },
    onSuccess: ({ id }) => {
      void reread(["experiments"]);
      navigate(`/e/${id}`);
    },
    onError: (error) => showMessage({ text: errorText(error) }),
  });
  return copying.mutate;
}
