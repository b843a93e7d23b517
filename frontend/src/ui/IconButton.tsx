import { Tooltip } from "@mantine/core";
import type { ComponentPropsWithRef, ReactNode } from "react";
import styles from "./IconButton.module.css";
import { Kbd } from "./Kbd";

interface IconButtonProps extends Omit<ComponentPropsWithRef<"button">, "aria-label"> {
  /** The button's name and its tooltip. */
  label: string;
  /** The key that does the same, shown in the tooltip. */
  shortcut?: string;
  size?: "sm" | "md";
  children: ReactNode;
}

/** A sign that can be pressed; its name is a tooltip and an accessible label. */
export function IconButton(props: IconButtonProps) {
  const { label, shortcut, size = "md", children, className, ...button } = props;
  const tip = shortcut ? (
    <span className={styles.tip}>
      {label} <Kbd>{shortcut}</Kbd>
    </span>
  ) : (
    label
  );
  return (
    <Tooltip label={tip} openDelay={400} events={{ hover: true, focus: true, touch: false }}>
      <button
        type="button"
        {...button}
        aria-label={label}
        data-size={size}
        className={className ? `${styles.button} ${className}` : styles.button}
      >
        {children}
      </button>
    </Tooltip>
  );
}
