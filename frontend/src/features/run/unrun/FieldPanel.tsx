import { useTranslation } from "react-i18next";
import { useToldRole } from "@/views/run/useSnapshot";
import { FieldView, sizeWords, useField } from "@/views/unrun/FieldView";
import { useUnrunTexts } from "@/views/unrun/useUnrunTexts";
import { Panel } from "../Panel";

/** What the chosen layer sees of the sample. */
export function FieldPanel() {
  const { t } = useTranslation("run");
  const { t: tell } = useUnrunTexts();
  const role = useToldRole();
  const field = useField(role);
  return (
    <Panel
      title={t("panels.field")}
      reading={
        field?.size != null && (
          <span>
            {tell("field.reading", {
              size: sizeWords(field.size),
              whole: sizeWords(field.whole),
            })}
          </span>
        )
      }
    >
      <FieldView role={role} />
    </Panel>
  );
}
