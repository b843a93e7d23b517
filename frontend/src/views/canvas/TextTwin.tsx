import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useEscape } from "@/ui/escape";
import { IconButton } from "@/ui/IconButton";
import styles from "./TextTwin.module.css";

export interface TwinTable {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

interface TextTwinProps {
  label: string;
  table: TwinTable;
  onClose: () => void;
}

/** A picture's values as a table, over the picture. */
export function TextTwin({ label, table, onClose }: TextTwinProps) {
  const { t } = useTranslation("views");
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  useEscape(true, onClose, "dialog");
  return (
    <section
      ref={box}
      className={styles.twin}
      aria-label={t("twin.label", { label })}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reached by keys
      tabIndex={0}
      onKeyDown={({ key }) => (key === "t" || key === "T") && onClose()}
    >
      <div className={styles.close}>
        <IconButton size="sm" label={t("twin.close")} shortcut="T" onClick={onClose}>
          <X />
        </IconButton>
      </div>
      <table className={styles.table}>
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row[0]}>
              {row.map((cell, at) =>
                at === 0 ? (
                  <th key={table.columns[at]} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={table.columns[at]}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
