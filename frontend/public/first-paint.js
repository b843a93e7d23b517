// Runs before the first paint, so that a dark reader never sees a white page. The same rules as src/ui/appearance.ts.
(() => {
  const root = document.documentElement;
  const query = new URLSearchParams(location.search);
  const read = (name) => {
    try {
      return query.get(name) ?? localStorage.getItem(`layerlab.${name}`);
    } catch {
      return query.get(name);
    }
  };
  const theme = read("theme");
  const dark =
    theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = dark ? "dark" : "light";
  root.dataset.mantineColorScheme = root.dataset.theme;
  root.lang = (read("lang") ?? navigator.language).startsWith("zh") ? "zh-CN" : "en";
})();
