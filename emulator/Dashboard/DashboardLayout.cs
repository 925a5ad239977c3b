namespace Accounts.Emulator.Dashboard;

/// <summary>What all pages share: head, navigation, clock, style.</summary>
internal static class DashboardLayout
{
    /// <param name="content">Markup of the page.</param>
    /// <param name="page">The current page; null when the address names none.</param>
    /// <param name="pages">All pages, for the navigation.</param>
    /// <param name="now">The emulator's time.</param>
    /// <param name="query">The query of the address, to which forms return.</param>
    public static Html Around(Html content, IDashboardPage? page, IEnumerable<IDashboardPage> pages, DateTimeOffset now, string? query) =>
        Html.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="icon" href="data:,">
        <title>{page?.Title ?? "Not found"} – Emulator</title>
        {DashboardStyle.Element}
        <script src="{LiveScript.Address}" defer></script>
        </head>
        <body>
        <header>
        <nav aria-label="Pages">{pages.Select(other => Entry(other, other == page))}</nav>
        {ClockForm.Render(now, query)}
        </header>
        <main>
        <h1>{page?.Title ?? "Not found"}</h1>
        {content}
        </main>
        </body>
        </html>
        """);

    /// <summary>A page outside the dashboard, in the same style.</summary>
    public static Html Plain(string title, Html content) => Html.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="icon" href="data:,">
        <title>{title} – Emulator</title>
        {DashboardStyle.Element}
        </head>
        <body class="plain">
        <main>
        <h1>{title}</h1>
        {content}
        </main>
        </body>
        </html>
        """);

    private static Html Entry(IDashboardPage page, bool current) =>
        Html.Of($"""<a href="{DashboardLink.To(page.Name)}"{(current ? Html.Of($" aria-current=\"page\"") : null)}>{page.Title}</a>""");
}
