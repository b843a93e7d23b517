import { LazyMends } from "@/features/editor/OnDemand";
import { Inspector } from "@/features/inspector/Inspector";
import { CostTab } from "@/features/setup/CostTab";
import { DataTab } from "@/features/setup/DataTab";
import { TrainingTab } from "@/features/setup/TrainingTab";
import { LayerPictures, LayerReadings } from "@/views/layers/LayerReadings";

/** What is chosen on the canvas, and how the experiment is set up. */
export function StudioInspector() {
  return (
    <Inspector
      training={<TrainingTab />}
      data={<DataTab />}
      cost={<CostTab />}
      kernels={(node) => <LayerPictures node={node} />}
      mends={(problem) => <LazyMends problem={problem} />}
      rightNow={(node) => <LayerReadings node={node} />}
    />
  );
}
