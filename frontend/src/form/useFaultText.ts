import { useCallback } from "react";
import { useInspectorTexts } from "@/ui/laterTexts";
import { useErrorText } from "@/ui/useErrorText";
import type { FieldFault } from "./bounds";

/** As much of a refused text as is quoted. */
const QUOTED = 24;

/** What a field says of a text: the range, and which text was left behind and not taken. */
export function useFaultText(): (fault: FieldFault) => string {
  const { t } = useInspectorTexts();
  const errorText = useErrorText();
  return useCallback(
    (fault) => {
      const range = errorText(fault);
      if (fault.typed === undefined) return range;
      const whole = fault.typed.length <= QUOTED;
      const typed = whole ? fault.typed : `${fault.typed.slice(0, QUOTED)}…`;
      return t("form.refused", { typed, range });
    },
    [t, errorText],
  );
}
