import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { documentStore } from "@/graph/documentStore";
import { count } from "@/ui/format";
import styles from "./RoleNode.module.css";
import type { RoleFlowNode } from "./roleNodes";

/** The frame around one network of several. Its head drags all of it; pressed, the network is spoken of. */
export const RoleNode = memo(function RoleNode({ data }: NodeProps<RoleFlowNode>) {
  const { t } = useTranslation("editor");
  const { role, name, parameters, current, empty } = data;
  const speakOf = () => {
    documentStore.getState().select([]);
    documentStore.getState().show(role);
  };
  return (
    <div className={styles.frame} data-current={current}>
      <div className={`${styles.head} role-head`} onPointerDown={speakOf}>
        <b className={styles.badge} aria-hidden="true">
          {role.charAt(0).toUpperCase()}
        </b>
        <span className={styles.name}>{name}</span>
        <span className={styles.figure}>
          {t("network.parameters", { count: parameters ?? 0, figure: count(parameters) })}
        </span>
      </div>
      {empty && <p className={styles.empty}>{t("network.empty")}</p>}
    </div>
  );
});
