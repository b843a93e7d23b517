import { Button } from "@mantine/core";
import { useDocument } from "@/graph/documentStore";
import type { CheckedExperiment } from "@/schema/checked";
import type { AdviceBody } from "@/schema/schema.gen";
import { count } from "@/ui/format";
import { useErrorText } from "@/ui/useErrorText";
import { useLayerTexts } from "@/ui/useLayerTexts";
import styles from "./Setup.module.css";
import { setSetting } from "./setSetting";
import { useCostTexts } from "./useCostTexts";

/** Where a limit is passed: the nearest edits that fit, each one press away. */
export function Advice({ answer }: { answer: CheckedExperiment }) {
  const { t } = useCostTexts();
  const errorText = useErrorText();
  const readOnly = useDocument((state) => state.readOnly);
  const say = useAdviceText();
  const { advice, problems } = answer;
  if (advice.length === 0) return null;
  const passed = problems.filter(({ where }) => where.node === "");
  return (
    <section className={styles.advice} aria-label={t("advice.title")}>
      {passed.map((problem) => (
        <p key={problem.code + problem.where.field}>{errorText(problem)}</p>
      ))}
      <h3>{t("advice.title")}</h3>
      {advice.map((each) => (
        <Button
          key={each.edit.path.join(".")}
          variant="default"
          size="xs"
          disabled={readOnly}
          onClick={() => setSetting(each.edit.path, each.edit.value)}
        >
          {say(each)}
        </Button>
      ))}
    </section>
  );
}

function useAdviceText(): (advice: AdviceBody) => string {
  const { t } = useCostTexts();
  const texts = useLayerTexts();
  const networks = useDocument((state) => state.document?.networks);
  const fieldOf = (node: string, field: string) => {
    const network = Object.values(networks ?? {}).find(({ nodes }) => node in nodes);
    const kind = network?.nodes[node]?.layer.kind;
    return kind === undefined ? field : texts.field(kind, field);
  };
  return ({ code, params, edit }) => {
    const value = count(Number(params.value ?? edit.value));
    if (code === "use_batch_size") return t("advice.batch", { value });
    if (code === "use_steps") return t("advice.steps", { value });
    if (code === "use_epochs") return t("advice.epochs", { value });
    const node = String(params.node ?? "");
    const field = fieldOf(node, String(params.field ?? edit.path.at(-1) ?? ""));
    return t("advice.size", { node, field, value });
  };
}
