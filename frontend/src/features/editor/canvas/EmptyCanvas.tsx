import { Button } from "@mantine/core";
import { useReactFlow } from "@xyflow/react";
import { useTranslation } from "react-i18next";
import { useBegun } from "@/graph/begun";
import { useDocument, useSheet } from "@/graph/documentStore";
import { announce } from "../editorStore";
import styles from "./EmptyCanvas.module.css";
import { middleOfView } from "./viewport";

/** Where a network will be: what to begin with, and the first step of it. */
export function EmptyCanvas() {
  const { t } = useTranslation("editor");
  const empty = Object.keys(useSheet().nodes).length === 0;
  const begun = useBegun();
  const open = useDocument((state) => state.document !== null);
  const readOnly = useDocument((state) => state.readOnly);
  const flow = useReactFlow();
  if (!open || (!empty && begun)) return null;
  const addInput = async () => {
    const { insertLayer } = await import("../palette/inserting");
    announce(t("news.inserted", { id: insertLayer("input", null, middleOfView(flow)) }));
  };
  return (
    <div className={styles.empty} data-ends={!empty}>
      <p>{empty ? t("empty.title") : t("empty.between")}</p>
      {!readOnly && (
        <>
          <p>{empty ? t("empty.text") : t("empty.betweenText")}</p>
          {empty && <Button onClick={addInput}>{t("empty.input")}</Button>}
        </>
      )}
    </div>
  );
}
