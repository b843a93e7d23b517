import { useTranslation } from "react-i18next";
import { familyOf } from "@/graph/catalogue";
import { useCheck } from "@/graph/checkStore";
import { documentStore, useDocument, useNetwork, useRoles } from "@/graph/documentStore";
import { planOrder } from "@/graph/order";
import { pathOf } from "@/graph/sheet";
import { outputOf } from "@/graph/values";
import type { CheckedNode } from "@/schema/checked";
import * as format from "@/ui/format";
import { Glyph } from "@/ui/Glyph";
import { useRoleName } from "@/ui/useRoleName";
import styles from "./Inspector.module.css";

/** Nothing is chosen: the network as a list, each layer with its shape and parameters. */
export function NetworkPanel() {
  const { t } = useTranslation("inspector");
  const role = useDocument((state) => state.role);
  const document = useDocument((state) => state.document);
  const network = useNetwork();
  const several = useRoles().length > 1;
  const roleName = useRoleName();
  const { select } = documentStore.getState();
  const nodes = useCheck((state) => state.answer?.networks[role]?.nodes);
  const order = planOrder(network);
  return (
    <div className={styles.body}>
      <div>
        <h2 className={styles.heading}>
          {several ? roleName(role) : t("network.title")}
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
                    onClick={() => select([pathOf(document, { role, name: id })])}
                  >
                    <KindGlyph kind={network.nodes[id]?.layer.kind ?? ""} />
                    {id}
                  </button>
                </td>
                <td>{format.shape(outputOf(nodes?.[id])?.sides)}</td>
                <td>{parametersIn(nodes?.[id])}</td>
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
