import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { listPresets, openPreset } from "@/api/presets";
import { useCheck } from "@/graph/checkStore";
import { useDocument } from "@/graph/documentStore";
import { useAppearance } from "@/ui/appearance";
import { count } from "@/ui/format";
import { showMessage } from "@/ui/messages";
import { useErrorText } from "@/ui/useErrorText";
import { useReread } from "@/ui/useReread";
import { QuietWords } from "@/views/canvas/QuietWords";
import { siblingsOf } from "@/views/unrun/family";
import styles from "@/views/unrun/Unrun.module.css";
import { useUnrunTexts } from "@/views/unrun/useUnrunTexts";
import { Panel } from "../Panel";

/** The same network in its other published sizes; a press opens one as an experiment of its own. */
export function FamilyPanel() {
  const { t } = useTranslation("run");
  const { t: tell } = useUnrunTexts();
  const language = useAppearance((state) => state.language);
  const title = useDocument((state) => state.document?.title ?? "");
  const parameters = useCheck(({ answer }) =>
    Object.values(answer?.networks ?? {}).reduce((sum, each) => sum + each.parameters, 0),
  );
  const presets = useQuery({
    queryKey: ["presets"],
    queryFn: ({ signal }) => listPresets(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const open = useOpening(language);
  const siblings = siblingsOf(presets.data ?? [], { title, parameters }, language);
  return (
    <Panel title={t("panels.family")}>
      {presets.data !== undefined && siblings.length === 0 ? (
        <QuietWords>{tell("family.none")}</QuietWords>
      ) : (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <caption className="visually-hidden">{tell("family.label")}</caption>
            <thead>
              <tr>
                <th scope="col">{tell("family.title")}</th>
                <th scope="col">{tell("family.parameters")}</th>
              </tr>
            </thead>
            <tbody>
              {siblings.map((sibling) => (
                <tr key={sibling.id} aria-current={sibling.here}>
                  <th scope="row">
                    {sibling.here ? (
                      sibling.title
                    ) : (
                      <button
                        type="button"
                        disabled={open.isPending}
                        title={sibling.title}
                        aria-label={tell("family.open", { title: sibling.title })}
                        onClick={() => open.mutate(sibling.id)}
                      >
                        {sibling.title}
                      </button>
                    )}
                  </th>
                  <td>{count(sibling.parameters)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

/** Makes an experiment of a preset and goes there. */
function useOpening(language: "en" | "zh") {
  const [, navigate] = useLocation();
  const reread = useReread();
  const errorText = useErrorText();
  return useMutation({
    mutationFn: (preset: string) => openPreset(preset, language),
    onSuccess: ({ id }) => {
      void reread(["experiments"]);
      navigate(`/e/${id}`);
    },
    onError: (error) => showMessage({ text: errorText(error) }),
  });
}
