import { SampleBrowser } from "@/features/setup/SampleBrowser";
import { Dialog } from "@/ui/Dialog";
import { useSetupTexts } from "@/ui/laterTexts";
import { useDataset } from "@/views/run/useDataset";

interface SamplesDialogProps {
  /** Where it opens, in the test set. */
  sample: number;
  onClose: () => void;
}

/** The samples of the run on screen, from the one on the chip on. */
export function SamplesDialog({ sample, onClose }: SamplesDialogProps) {
  const { t } = useSetupTexts();
  const dataset = useDataset();
  return (
    <Dialog opened onClose={onClose} title={dataset?.title ?? t("data.samples")}>
      {dataset !== undefined && <SampleBrowser dataset={dataset} from={sample} />}
    </Dialog>
  );
}
