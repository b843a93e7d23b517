import type { ReactNode } from "react";
import { familyOf } from "@/graph/catalogue";
import { useCheck } from "@/graph/checkStore";
import { documentStore, useLying, usePart, useRoles } from "@/graph/documentStore";
import { planOrder } from "@/graph/order";
import { pathOf, serverName } from "@/graph/sheet";
import { outputOf } from "@/graph/values";
import type { CheckedNode } from "@/schema/checked";
import * as format from "@/ui/format";
import { Glyph } from "@/ui/Glyph";
import { useInspectorTexts } from "@/ui/laterTexts";
import { useRoleName } from "@/ui/useRoleName";
import styles from "./Inspector.module.css";

/** Nothing is chosen: the network as a list, each layer with its shape and parameters. */
export function NetworkPanel({ variants }: { variants: ReactNode }) {
  const { t } = useInspectorTexts();
  const lying = useLying();
  const part = usePart();
  const { role, network, use } = part;
  const several = useRoles().length > 1;
  const roleName = useRoleName();
  const { select } = documentStore.getState();
  const nodes = useCheck((state) => state.answer?.networks[role]?.nodes);
  const order = planOrder(network);
  return (
    <div className={styles.body}>
      {variants}
      <div>
        <h2 className={styles.heading}>
          {use !== null ? use.block : several ? roleName(role) : t("network.title")}
          <span className={styles.kind}>{t("network.layers", { count: order.length })}</span>
        </h2>
        <p className={styles.text}>{t("network.text")}</p>
      </div>
      {order.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t("network.name")}</th>
              <th scope="col">{t("shape")}</th>
              <th scope="col">{t("parameters")}</th>
            </tr>
          </thead>
          <tbody>
            {order.map((id) => (
              <tr key={id}>
                <td>
                  <button
                    type="button"
                    onClick={() => select([pathOf(lying, { role, name: serverName(part, id) })])}
                  >
                    <KindGlyph kind={network.nodes[id]?.layer.kind ?? ""} />
                    {id}
                  </button>
                </td>
                <td>{format.shape(outputOf(nodes?.[serverName(part, id)])?.sides)}</td>
                <td>{parametersIn(nodes?.[serverName(part, id)])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function KindGlyph({ kind }: { kind: string }) {
  return <Glyph family={familyOf(kind)} size={13} />;
}

/** Nothing where a layer has none; a dash where a fault hides how many. */
function parametersIn(report: CheckedNode | undefined): string {
  if (!report || outputOf(report) === null) return format.UNKNOWN;
  return report.parameters > 0 ? format.count(report.parameters) : "";
}
