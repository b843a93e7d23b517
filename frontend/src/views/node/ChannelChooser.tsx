import { useTranslation } from "react-i18next";
import styles from "./ChannelChooser.module.css";
import { chooseChannel, type KernelsReading } from "./kernelChannels";

interface ChannelChooserProps {
  role: string;
  reading: KernelsReading;
}

/** Through which input channel a convolution's kernels are seen. */
export function ChannelChooser({ role, reading }: ChannelChooserProps) {
  const { t } = useTranslation("views");
  const { kernels, channel } = reading;
  const [, inputs] = kernels.shape;
  if (inputs < 2) return "1";
  return (
    <select
      className={styles.channel}
      aria-label={t("kernels.channel", { node: kernels.node })}
      value={channel}
      onChange={(event) => chooseChannel(role, kernels.node, Number(event.currentTarget.value))}
    >
      {Array.from({ length: inputs }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a channel is its number
        <option key={at} value={at}>
          {at + 1}
        </option>
      ))}
    </select>
  );
}
