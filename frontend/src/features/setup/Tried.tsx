import { useQuery } from "@tanstack/react-query";
import { http } from "@/api/http";
import { useDocument } from "@/graph/documentStore";
import type { TrialReport } from "@/schema/schema.gen";
import * as format from "@/ui/format";
import { useRun } from "@/views/run/useRun";
import styles from "./Setup.module.css";
import { useCostTexts } from "./useCostTexts";

/** How else this machine could compute, and what that would give: as the short trial before the first step found. */
export function Tried() {
  const { t } = useCostTexts();
  const report = useTrial();
  const [usual] = report?.ways ?? [];
  if (report === null || usual === undefined || report.ways.length === 1) return null;
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t("tried.title")}</h3>
      <dl className={styles.facts}>
        {report.ways.map(({ threads, memory_format, samples_per_s, taken }) => (
          <div key={`${threads} ${memory_format}`} className={styles.way}>
            <dt>
              {t(`tried.${memory_format}`, { count: threads })}
              {taken && (
                <small role="img" aria-label={t("tried.taken")}>
                  {" ✓"}
                </small>
              )}
            </dt>
            <dd>
              <small>× {format.decimal(samples_per_s / usual.samples_per_s, 2)}</small>{" "}
              {format.compact(samples_per_s)}
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.note}>{t("tried.note", { count: report.cores })}</p>
    </section>
  );
}

/** Asked again with each run: the first one tries. */
function useTrial(): TrialReport | null {
  const id = useDocument((state) => (state.shared || state.readOnly ? "" : state.id));
  const revision = useDocument((state) => state.revision);
  const run = useRun((state) => `${state.run} ${state.state}`);
  const trial = useQuery({
    queryKey: ["trial", id, revision, run],
    queryFn: ({ signal }) => http.get<TrialReport>(`/api/experiments/${id}/trial`, { signal }),
    enabled: id !== "",
    retry: false,
  });
  return trial.data ?? null;
}
