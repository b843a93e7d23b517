import { useMutation } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { createFromDocument, type Draft } from "@/api/experiments";
import { openPreset } from "@/api/presets";
import { useAppearance } from "@/ui/appearance";
import { useLibraryTexts } from "@/ui/laterTexts";
import { showMessage } from "@/ui/messages";
import { endTour, useTour } from "@/ui/tour";
import { useErrorText } from "@/ui/useErrorText";
import { useReread } from "@/ui/useReread";

/** Only where data enters and where it leaves; the rest is the reader's. They stand as the layout puts them. */
function blankDocument(title: string): Draft {
  return {
    title,
    networks: {
      classifier: {
        nodes: {
          input: { layer: { kind: "input" }, position: { x: 0, y: 100 } },
          output: { layer: { kind: "output" }, position: { x: 152, y: 100 } },
        },
        edges: [{ source: "input", target: "output" }],
        comments: {},
        groups: {},
      },
    },
  };
}

type Source = { preset: string } | { document: Draft };

/** Makes a new experiment and goes there; a tour that was under way is left. */
export function useOpen() {
  const { t } = useLibraryTexts();
  const language = useAppearance((state) => state.language);
  const [, navigate] = useLocation();
  const reread = useReread();
  const errorText = useErrorText();
  const create = useMutation({
    mutationFn: (source: Source) =>
      "preset" in source
        ? openPreset(source.preset, language)
        : createFromDocument(source.document),
    onSuccess: ({ id }) => {
      void reread(["experiments"]);
      if (useTour.getState().step !== null) endTour();
      navigate(`/e/${id}`);
    },
    onError: (error) => showMessage({ text: errorText(error) }),
  });
  return {
    preset: (preset: string) => create.mutate({ preset }),
    blank: () => create.mutate({ document: blankDocument(t("blankTitle")) }),
    document: (document: Draft) => create.mutate({ document }),
    busy: create.isPending,
  };
}
