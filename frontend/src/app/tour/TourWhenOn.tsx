import { lazy, Suspense, useEffect } from "react";
import { patiently } from "@/ui/patiently";
import { offerTour, useTour } from "@/ui/tour";
import type { View } from "./steps";

const Tour = lazy(() => patiently(() => import("./Tour")).then(({ Tour }) => ({ default: Tour })));
const Offer = lazy(() =>
  patiently(() => import("./Offer")).then(({ Offer }) => ({ default: Offer })),
);

/** The tour is loaded by those who take it. It stands first on the page, so that one Tab reaches it. */
export function TourWhenOn({ view }: { view: View }) {
  const on = useTour((tour) => tour.step !== null);
  const offered = useTour((tour) => tour.offered);
  useEffect(offerTour, []);
  return (
    <Suspense>
      {on && <Tour view={view} />}
      {offered && !on && <Offer />}
    </Suspense>
  );
}
