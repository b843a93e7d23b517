import {
  Button,
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type MenuProps,
  type VariantColorsResolver,
} from "@mantine/core";

/** Ten shades around --accent: shade 6 is the light theme's accent, shade 4 the dark theme's. */
const iris: MantineColorsTuple = [
  "#eeebfc",
  "#ddd6fa",
  "#c9bff6",
  "#b2a5ff",
  "#9d8dff",
  "#7b66ea",
  "#5b43d6",
  "#4b34bf",
  "#3b289b",
  "#231f3f",
];

const danger = { background: "var(--danger)", hover: "var(--danger)", color: "var(--bg-surface)" };
const dangerSoft = {
  background: "var(--danger-soft)",
  hover: "var(--danger-soft)",
  color: "var(--danger)",
};
const accent = {
  background: "var(--accent)",
  hover: "var(--accent-hover)",
  color: "var(--on-accent)",
};
const quiet = {
  background: "transparent",
  hover: "var(--bg-hover)",
  color: "var(--text-2)",
};
const noBorder = "1px solid transparent";

/** Filled text must stay readable on the bright accents of the dark theme. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const color = input.color ?? "iris";
  if (input.variant === "filled" && color === "iris") return { ...accent, border: noBorder };
  if (input.variant === "filled" && color === "red") return { ...danger, border: noBorder };
  if (input.variant === "light" && color === "red") return { ...dangerSoft, border: noBorder };
  if (input.variant === "subtle" && color === "gray") return { ...quiet, border: noBorder };
  return defaultVariantColorsResolver(input);
};

const BUTTON_HEIGHTS: Record<string, string> = {
  xs: "var(--control-sm)",
  sm: "var(--control-md)",
  md: "var(--control-lg)",
  lg: "var(--control-touch)",
};

export const theme = createTheme({
  variantColorResolver,
  components: {
    // Inside the page's landmarks, and without the placeholder that is no menu item. By its props alone: menus come
    // with the first press, and `Menu.extend` would bring them with the page.
    Menu: {
      defaultProps: {
        withinPortal: false,
        withInitialFocusPlaceholder: false,
      } satisfies Partial<MenuProps>,
    },
    Button: Button.extend({
      defaultProps: { size: "sm" },
      vars: (_theme, { size }) => ({
        root: {
          "--button-height": BUTTON_HEIGHTS[String(size ?? "sm")] ?? "var(--control-md)",
          "--button-fz": "var(--text-sm)",
          "--button-padding-x": size === "xs" ? "8px" : "12px",
        },
      }),
    }),
  },
  fontFamily: "var(--font-ui)",
  fontFamilyMonospace: "var(--font-mono)",
  primaryColor: "iris",
  primaryShade: { light: 6, dark: 4 },
  colors: { iris },
  defaultRadius: "md",
  radius: {
    xs: "var(--r-sm)",
    sm: "var(--r-sm)",
    md: "var(--r-md)",
    lg: "var(--r-lg)",
    xl: "var(--r-xl)",
  },
  spacing: {
    xs: "var(--s-3)",
    sm: "var(--s-4)",
    md: "var(--s-5)",
    lg: "var(--s-6)",
    xl: "var(--s-7)",
  },
  fontSizes: {
    xs: "var(--text-xs)",
    sm: "var(--text-sm)",
    md: "var(--text-md)",
    lg: "var(--text-lg)",
    xl: "var(--text-xl)",
  },
  focusRing: "auto",
  respectReducedMotion: true,
  cursorType: "pointer",
});

const roles = {
  "--mantine-color-body": "var(--bg-canvas)",
  "--mantine-color-default": "var(--bg-surface)",
  "--mantine-color-default-hover": "var(--bg-hover)",
  "--mantine-color-default-color": "var(--text-1)",
  "--mantine-color-default-border": "var(--line-control)",
  "--mantine-color-text": "var(--text-1)",
  "--mantine-color-bright": "var(--text-1)",
  "--mantine-color-dimmed": "var(--text-3)",
  "--mantine-color-error": "var(--danger)",
  "--mantine-color-placeholder": "var(--text-3)",
  "--mantine-color-anchor": "var(--accent-text)",
  "--mantine-color-disabled": "var(--bg-active)",
  "--mantine-color-disabled-color": "var(--text-3)",
  "--mantine-color-disabled-border": "var(--line-2)",
  "--mantine-primary-color-filled": "var(--accent)",
  "--mantine-primary-color-filled-hover": "var(--accent-hover)",
  "--mantine-primary-color-contrast": "var(--on-accent)",
  "--mantine-primary-color-light": "var(--accent-soft)",
  "--mantine-primary-color-light-color": "var(--accent-text)",
  "--mantine-color-iris-filled": "var(--accent)",
  "--mantine-color-iris-filled-hover": "var(--accent-hover)",
  "--mantine-color-iris-light": "var(--accent-soft)",
  "--mantine-color-iris-light-color": "var(--accent-text)",
  "--mantine-color-iris-text": "var(--accent-text)",
  // Menu items take a colour's sixth shade.
  "--mantine-color-red-6": "var(--danger)",
  "--mantine-color-red-text": "var(--danger)",
  "--mantine-shadow-xs": "var(--shadow-1)",
  "--mantine-shadow-sm": "var(--shadow-2)",
  "--mantine-shadow-md": "var(--shadow-3)",
  "--mantine-shadow-lg": "var(--shadow-3)",
  "--mantine-shadow-xl": "var(--shadow-3)",
};

// The tokens answer to the scheme by themselves, so both schemes name the same ones.
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: roles,
  dark: roles,
});
