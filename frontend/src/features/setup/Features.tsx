import { inputField } from "@/api/dataFields";
import type { DatasetBody } from "@/schema/schema.gen";
import { count, loss as figure } from "@/ui/format";
import { useSetupTexts } from "@/ui/laterTexts";
import styles from "./Features.module.css";
import setup from "./Setup.module.css";

/** What a network is given of a table, feature by feature: what was missing, and how it is scaled. */
export function Features({ dataset }: { dataset: DatasetBody }) {
  const { t } = useSetupTexts();
  const field = inputField(dataset);
  if (field === undefined || !Array.isArray(field.mean) || !Array.isArray(field.std)) return null;
  const { names, mean, std, missing } = field;
  const gaps = missing.length > 0;
  return (
    <section className={setup.section}>
      <h3 className={setup.heading}>{t("data.features")}</h3>
      <div className={styles.frame}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t("data.feature")}</th>
              {gaps && <th scope="col">{t("data.missing")}</th>}
              <th scope="col">{t("data.seenAs")}</th>
            </tr>
          </thead>
          <tbody>
            {mean.map((middle, at) => (
              <tr key={names[at] ?? at}>
                <th scope="row">{names[at] ?? at + 1}</th>
                {gaps && <td>{count(missing[at])}</td>}
                <td>{scaled(middle, std[at] ?? 1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={setup.note}>{t("data.measured")}</p>
    </section>
  );
}

/** `(x − 43.9) / 5.48`, without what does nothing. */
function scaled(middle: number, spread: number): string {
  const sign = middle < 0 ? "+" : "\u2212";
  const moved = middle === 0 ? "x" : `x ${sign} ${figure(Math.abs(middle))}`;
  if (spread === 1) return moved;
  return `${middle === 0 ? moved : `(${moved})`} / ${figure(spread)}`;
}
