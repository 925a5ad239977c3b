using Accounts.Emulator.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Accounts.Emulator.Dashboard;

/// <summary>Refreshes a page while it is visible. Without JavaScript, a page stays as it was when it was loaded.</summary>
internal sealed class LiveScript : IEndpoints
{
    public const string Address = "/dev/dashboard/live.js";

    // Nothing is replaced while the user types or reads a mail in its frame, and opened details stay open.
    private const string Script = """
        const every = 2000;
        const box = document.createElement("input");
        box.type = "checkbox";
        box.checked = sessionStorage.getItem("live") !== "off";
        box.addEventListener("change", () => sessionStorage.setItem("live", box.checked ? "on" : "off"));
        const label = document.createElement("label");
        label.className = "check";
        label.append(box, " Keep up to date");
        document.querySelector(".clock").append(label);

        const main = document.querySelector("main");
        let shown = null;

        function isBusy() {
          const focused = document.activeElement;
          return !box.checked || document.hidden || main.querySelector("iframe")
            || (main.contains(focused) && focused.matches("input, select, textarea"));
        }

        function exchange(page) {
          const time = page.querySelector(".clock time");
          if (time) document.querySelector(".clock time").textContent = time.textContent;
          const next = page.querySelector("main");
          if (!next || next.innerHTML === shown) return;
          const focused = [...main.querySelectorAll("a, button, summary")].indexOf(document.activeElement);
          const open = [...main.querySelectorAll("details")].map(one => one.open);
          if (shown !== null || next.innerHTML !== main.innerHTML) {
            main.replaceChildren(...next.cloneNode(true).childNodes);
            main.querySelectorAll("details").forEach((one, n) => { one.open = open[n] ?? false; });
            main.querySelectorAll("a, button, summary")[focused]?.focus();
          }
          shown = next.innerHTML;
        }

        async function refresh() {
          if (!isBusy()) {
            try {
              const answer = await fetch(location.href, { cache: "no-store" });
              const page = new DOMParser().parseFromString(await answer.text(), "text/html");
              if (!isBusy()) exchange(page);
            } catch {
              // The emulator is being started again.
            }
          }
          setTimeout(refresh, every);
        }

        setTimeout(refresh, every);

        """;

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Address, () => Results.Text(Script, "text/javascript; charset=utf-8"));
}
