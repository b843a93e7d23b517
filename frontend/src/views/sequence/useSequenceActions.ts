import { type Action, pressing } from "@/ui/actions";
import { INSIDES } from "./insides";
import { useSequenceTexts } from "./useSequenceTexts";

/** What is done with the sequence on screen, by name. */
export function useSequenceActions(): Action[] {
  useSequenceTexts();
  return [
    ...pressing("step-previous", "views", (t) => t("sequence:previous")),
    ...pressing("step-next", "views", (t) => t("sequence:next")),
    ...pressing("read-sequence", "views", (t) => t("sequence:readAll")),
    ...INSIDES.flatMap((inside) =>
      pressing(`inside-${inside}`, "views", (t) => t(`sequence:insides.${inside}`)),
    ),
  ];
}
