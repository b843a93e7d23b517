import { useMediaQuery } from "@mantine/hooks";

/** Too narrow to edit on: the page watches along. */
export function useIsPhone(): boolean {
  return useMediaQuery("(max-width: 767px)", false, { getInitialValueInEffect: false });
}
