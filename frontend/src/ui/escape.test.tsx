import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { useEscape } from "./escape";

const closed: string[] = [];

function Layer({ name, rank }: { name: string; rank: Parameters<typeof useEscape>[2] }) {
  const [open, setOpen] = useState(true);
  const close = () => {
    closed.push(name);
    setOpen(false);
  };
  useEscape(open, close, rank);
  return null;
}

it("closes the topmost of what is open, one by one, and then lets the key go by", async () => {
  const behind = vi.fn();
  window.addEventListener("keydown", (event) => event.defaultPrevented || behind(event.key));
  render(
    <>
      <Layer name="first dialog" rank="dialog" />
      <Layer name="second dialog" rank="dialog" />
      <Layer name="large panel" rank="panel" />
      <Layer name="tour" rank="tour" />
      <Layer name="drawer" rank="drawer" />
      <input aria-label="field" />
      <button type="button" aria-expanded="true">
        menu
      </button>
    </>,
  );
  screen.getByRole("button").focus();
  await userEvent.keyboard("{Escape}");
  expect(closed).toEqual([]);
  screen.getByRole("button").blur();
  await userEvent.keyboard("{Escape}{Escape}{Escape}");
  expect(closed).toEqual(["second dialog", "first dialog", "tour"]);
  screen.getByLabelText("field").focus();
  behind.mockClear();
  await userEvent.keyboard("{Escape}");
  expect(behind).toHaveBeenCalledWith("Escape");
  screen.getByLabelText("field").blur();
  await userEvent.keyboard("{Escape}{Escape}");
  expect(closed.slice(3)).toEqual(["large panel", "drawer"]);
  behind.mockClear();
  await userEvent.keyboard("{Escape}");
  expect(behind).toHaveBeenCalledTimes(1);
});

it("closes a menu that is open while the focus is still on its button, and nothing below it", async () => {
  closed.length = 0;
  const toggled = vi.fn();
  render(
    <>
      <Layer name="large panel" rank="panel" />
      <button type="button" aria-haspopup="menu" aria-expanded="true" onClick={toggled}>
        More
      </button>
    </>,
  );
  screen.getByRole("button", { name: "More" }).focus();
  await userEvent.keyboard("{Escape}");
  expect(toggled).toHaveBeenCalledTimes(1);
  expect(closed).toEqual([]);
});
