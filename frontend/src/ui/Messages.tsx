import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "./IconButton";
import styles from "./Messages.module.css";
import { dismissMessage, useMessages } from "./messages";

/** The corner where messages stand: bottom left, two at most. */
export function Messages() {
  const { t } = useTranslation();
  const shown = useMessages((state) => state.shown);
  return (
    <div className={styles.corner} role="status">
      {shown.map((message) => (
        <div key={message.id} className={styles.message}>
          <p>{message.text}</p>
          {message.action && (
            <button
              type="button"
              className={styles.action}
              onClick={() => {
                message.action?.run();
                dismissMessage(message.id);
              }}
            >
              {message.action.label}
            </button>
          )}
          <IconButton size="sm" label={t("close")} onClick={() => dismissMessage(message.id)}>
            <X />
          </IconButton>
        </div>
      ))}
    </div>
  );
}
