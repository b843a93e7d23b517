import { lazy, Suspense } from "react";
import { LazyMends } from "@/features/editor/OnDemand";
import { Inspector } from "@/features/inspector/Inspector";
import { CostTab } from "@/features/setup/CostTab";
import { DataTab } from "@/features/setup/DataTab";
import { TrainingTab } from "@/features/setup/TrainingTab";
import { patiently } from "@/ui/patiently";
import { LayerPictures, LayerReadings } from "@/views/layers/LayerReadings";

const WithoutSection = lazy(() =>
  patiently(() => import("@/views/without/WithoutSection")).then(({ WithoutSection }) => ({
    default: WithoutSection,
  })),
);

/** What is chosen on the canvas, and how the experiment is set up. */
export function StudioInspector() {
  return (
    <Inspector
      training={<TrainingTab />}
      data={<DataTab />}
      cost={<CostTab />}
      kernels={(id) => <LayerPictures id={id} />}
      mends={(problem) => <LazyMends problem={problem} />}
      rightNow={(id) => (
        <>
          <LayerReadings id={id} />
          <Suspense>
            <WithoutSection id={id} />
          </Suspense>
        </>
      )}
    />
  );
}
