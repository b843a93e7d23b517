import { Menu } from "@mantine/core";
import { ArrowLeft, ArrowRight, Ellipsis, EyeOff, Maximize2, Minimize2, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { IconButton } from "@/ui/IconButton";
import { PANELS } from "./dockPanels";
import { dockView } from "./dockView";
import type { usePanelPlace } from "./panelPlace";
import { usePanelTitle } from "./panelTitles";

interface PanelMenuProps {
  title: string;
  place: NonNullable<ReturnType<typeof usePanelPlace>>;
  /** What this panel alone offers. */
  children?: ReactNode;
}

/** All that a panel can do besides showing its figure: every drag has its twin here. */
export function PanelMenu({ title, place, children }: PanelMenuProps) {
  const { t } = useTranslation("run");
  const nameOf = usePanelTitle();
  const { numbered, large } = useStore(dockView);
  const { enlarge, move, choose, bringForward } = dockView.getState();
  const at = numbered.indexOf(place.id);
  const [before, after] = [numbered[at - 1], numbered[at + 1]];
  const others = PANELS.filter((panel) => !numbered.includes(panel));
  return (
    // In a low window it scrolls.
    <Menu position="top-end" width={220} middlewares={{ flip: true, shift: true, size: true }}>
      <Menu.Target>
        <IconButton size="sm" label={t("panels.more", { title })}>
          <Ellipsis />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown style={{ overflowY: "auto" }}>
        {children}
        {children !== undefined && <Menu.Divider />}
        <Menu.Item
          leftSection={place.large ? <Minimize2 size={14} /> : <Maximize2 size={14} />}
          onClick={() => enlarge(place.id)}
        >
          {place.large ? t("panels.small") : t("panels.large")}
        </Menu.Item>
        {large === null && before !== undefined && (
          <Menu.Item
            leftSection={<ArrowLeft size={14} />}
            closeMenuOnClick={false}
            onClick={() => move(place.id, before)}
          >
            {t("panels.left")}
          </Menu.Item>
        )}
        {large === null && after !== undefined && (
          <Menu.Item
            leftSection={<ArrowRight size={14} />}
            closeMenuOnClick={false}
            onClick={() => move(place.id, after)}
          >
            {t("panels.right")}
          </Menu.Item>
        )}
        {numbered.length > 1 && (
          <Menu.Item
            leftSection={<EyeOff size={14} />}
            onClick={() => {
              if (place.large) enlarge(null);
              choose(place.id, false);
            }}
          >
            {t("panels.hide")}
          </Menu.Item>
        )}
        {others.length > 0 && <Menu.Divider />}
        {others.map((panel) => (
          <Menu.Item
            key={panel}
            leftSection={<Plus size={14} />}
            onClick={() => {
              if (place.large) enlarge(panel);
              choose(panel, true);
              bringForward(panel);
            }}
          >
            {t("panels.show", { title: nameOf(panel) })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
