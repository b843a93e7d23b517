import { useDocument } from "@/graph/documentStore";
import { isTuned } from "@/graph/tuned";
import type { Experiment } from "@/schema/schema.gen";
import { useRoleName } from "@/ui/useRoleName";
import { useTuningTexts } from "@/ui/useTuningTexts";
import setup from "../Setup.module.css";
import { Layers } from "./Layers";
import { StartFields } from "./StartFields";
import styles from "./Tuning.module.css";

/** What the networks begin with, and which of their layers learn: for each network that learns. */
export function Tuning({ experiment }: { experiment: Experiment }) {
  const { t } = useTuningTexts();
  const id = useDocument((state) => state.id);
  const roles = Object.keys(experiment.optimizers).filter((role) =>
    Object.hasOwn(experiment.networks, role),
  );
  return (
    <section className={setup.section}>
      {/* Opened by its reader, or because there is something in it; another experiment begins anew. */}
      <details key={id} className={styles.tuning} open={isTuned(experiment)}>
        <summary className={setup.heading}>
          {t("title")}
          <span>{t("more")}</span>
        </summary>
        <div className={styles.body}>
          <p className={setup.note}>{t("note")}</p>
          {roles.map((role) => (
            <OfRole key={role} {...{ experiment, role }} named={roles.length > 1} />
          ))}
        </div>
      </details>
    </section>
  );
}

interface OfRoleProps {
  experiment: Experiment;
  role: string;
  named: boolean;
}

function OfRole({ experiment, role, named }: OfRoleProps) {
  const name = useRoleName();
  return (
    <>
      {named && <h3 className={setup.heading}>{name(role)}</h3>}
      <StartFields {...{ experiment, role }} />
      <Layers {...{ experiment, role }} />
    </>
  );
}
