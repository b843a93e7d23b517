import { Fragment } from "react";
import { countUses } from "@/graph/blocks/opened";
import { editOnlyThis } from "@/graph/blocks/openedLooking";
import { useDocument, usePart } from "@/graph/documentStore";
import { leaveTo } from "@/graph/entering";
import { Segmented } from "@/ui/Segmented";
import { useOpenedTexts } from "@/ui/useOpenedTexts";
import styles from "./OpenedBar.module.css";

/** Where one is, level by level, and whom it changes what is edited there. */
export function OpenedBar() {
  const { t } = useOpenedTexts();
  const part = usePart();
  const title = useDocument(({ document }) => document?.title ?? "");
  if (part.use === null) return null;
  return (
    <div className={styles.bar}>
      <nav className={styles.path} aria-label={t("path")}>
        <button type="button" onClick={() => leaveTo(0)}>
          {title}
        </button>
        {part.way.map((node, at) => (
          <Fragment key={part.way.slice(0, at + 1).join("/")}>
            <span aria-hidden="true">›</span>
            {at === part.way.length - 1 ? (
              <b aria-current="location">{node}</b>
            ) : (
              <button type="button" onClick={() => leaveTo(at + 1)}>
                {node}
              </button>
            )}
          </Fragment>
        ))}
      </nav>
      <Whom block={part.use.block} />
    </div>
  );
}

function Whom({ block }: { block: string }) {
  const { t } = useOpenedTexts();
  const uses = useDocument(({ document }) => countUses(document, block));
  const onlyThis = useDocument(({ opened }) => opened?.onlyThis === true);
  const readOnly = useDocument((state) => state.readOnly);
  if (readOnly || uses < 2) return null;
  return (
    <Segmented
      label={t("whom")}
      value={onlyThis ? "this" : "all"}
      segments={[
        { value: "all", label: t("all", { count: uses }) },
        { value: "this", label: t("onlyThis") },
      ]}
      onChange={(value) => editOnlyThis(value === "this")}
    />
  );
}
