namespace Accounts.Emulator.Dashboard;

/// <summary>The style of the emulator's pages, embedded in each page.</summary>
internal static class DashboardStyle
{
    // Colours of states have a contrast of at least 7:1 to the background, in light and dark mode.
    public static Html Element { get; } = Html.Of($$"""
        <style>
          :root { color-scheme: light dark; --ground: #fff; --text: #1b1f24; --quiet: #414952; --line: #7a828d; --field: #f4f6f8;
            --link: #0a4a9c; --done: #0f5323; --failed: #8e0b20; --waiting: #6b3f00; --running: #0a4a9c; --off: #414952; }
          @media (prefers-color-scheme: dark) {
            :root { --ground: #14171b; --text: #e8eaed; --quiet: #b3bac4; --line: #7d8692; --field: #1f242a;
              --link: #9cc4ff; --done: #85e29b; --failed: #ffaba5; --waiting: #f3c877; --running: #9cc4ff; --off: #b3bac4; }
          }
          * { box-sizing: border-box; }
          body { font: 16px/1.45 system-ui, sans-serif; margin: 0 auto; padding: .75rem; max-width: 64rem; background: var(--ground);
            color: var(--text); overflow-wrap: anywhere; }
          .plain { max-width: 36rem; }
          a { color: var(--link); }
          h1 { font-size: 1.4rem; margin: .75rem 0 .5rem; } h2 { font-size: 1.1rem; margin: 1.25rem 0 .25rem; }
          nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
          nav a { padding: .35rem 0; text-decoration: none; }
          nav a[aria-current] { font-weight: 600; color: var(--text); border-bottom: 2px solid; }
          .people form { margin: 0; } .people li { border: 0; padding: .2rem 0; }
          .people button { display: flex; flex-wrap: wrap; gap: 0 .75rem; width: 100%; padding: .6rem .75rem; text-align: start; }
          .typed { flex-direction: column; align-items: stretch; max-width: 34.5rem; } .typed label { display: grid; gap: .2rem; }
          .typed .check { display: flex; gap: .5rem; align-items: center; } .typed textarea { min-height: 8rem; }
          form { display: flex; flex-wrap: wrap; gap: .4rem; align-items: center; margin: .5rem 0; }
          .clock { display: flex; flex-wrap: wrap; gap: .4rem 1rem; align-items: center; padding: .5rem; background: var(--field);
            border-radius: .3rem; }
          .clock form { margin: 0; } .short { width: 5rem; }
          input, select, button, textarea { font: inherit; max-width: 100%; padding: .3rem .5rem; border: 1px solid var(--line);
            border-radius: .3rem; background: var(--ground); color: inherit; }
          button { background: var(--field); cursor: pointer; } .clock button { background: var(--ground); }
          fieldset { width: 100%; min-width: 0; border: 1px solid var(--line); border-radius: .3rem; }
          fieldset p { display: flex; flex-wrap: wrap; gap: .4rem; margin: .4rem 0; align-items: center; }
          ul, ol { list-style: none; margin: .5rem 0; padding: 0; } li { padding: .45rem 0; border-top: 1px solid var(--line); }
          .timeline li { padding-left: .75rem; border-top: 0; border-left: 3px solid; margin-bottom: .5rem; padding-block: 0; }
          dl { display: grid; grid-template-columns: minmax(6rem, max-content) minmax(0, 1fr); gap: .2rem .75rem; margin: .5rem 0; }
          dt { color: var(--quiet); } dd { margin: 0; }
          time, small { color: var(--quiet); font-size: .9rem; font-variant-numeric: tabular-nums; }
          time { white-space: nowrap; }
          .clock time { color: inherit; font-weight: 600; }
          .state { font-weight: 600; }
          .done { color: var(--done); }
          .failed { color: var(--failed); }
          .waiting { color: var(--waiting); }
          .running { color: var(--running); }
          .off { color: var(--off); }
          summary { cursor: pointer; color: var(--quiet); font-size: .9rem; }
          pre { white-space: pre-wrap; margin: .25rem 0; padding: .5rem; background: var(--field); color: var(--text);
            border-radius: .3rem; font-size: .85rem; }
          iframe { width: 100%; height: 40rem; max-height: 80vh; resize: vertical; overflow: auto; border: 1px solid var(--line);
            background: #fff; color-scheme: light; }
          .paging { display: flex; gap: 1rem; }
        </style>
        """);
}
