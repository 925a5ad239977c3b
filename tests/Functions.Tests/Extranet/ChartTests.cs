using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Accounts.Extranet.Budgets;
using Accounts.Extranet.Charts;
using Accounts.Platform.Values;
using Accounts.Tests.Billing;

namespace Accounts.Tests.Extranet;

public sealed class ChartTests
{
    private static readonly DateOnly First = new(2027, 1, 1);

    [Theory]
    [InlineData(320, ChartTheme.Light)]
    [InlineData(320, ChartTheme.Dark)]
    [InlineData(1_200, ChartTheme.Light)]
    [InlineData(1_200, ChartTheme.Dark)]
    public void The_same_numbers_give_the_same_picture_that_says_what_it_shows(int width, ChartTheme theme)
    {
        var look = new ChartRequest(width, theme, ChartFormat.Svg, Language.German);
        // Each name of a stack has its own line.
        foreach (var (draw, names) in ((Func<ChartRequest, byte[]>, int)[])
            [(SampleBudget().Draw, 0), (SampleInvoices().Draw, 0), (SampleStack().Draw, 7)])
        {
            var svg = draw(look);
            Assert.Equal(svg, draw(look));
            var root = XDocument.Parse(Encoding.UTF8.GetString(svg)).Root!;
            Assert.Equal(["title", "desc"], root.Elements().Take(2).Select(element => element.Name.LocalName));
            Assert.NotEqual("", root.Elements().First().Value);
            Assert.Equal($"0 0 {width} {Math.Clamp(width / 2, 240, 480) + (names * 18)}", root.Attribute("viewBox")!.Value);
            Assert.DoesNotContain(root.Descendants(), element => element.Name.LocalName is "script" or "image" or "foreignObject" or "a");
        }
    }

    [Fact]
    public void Days_of_a_year_have_labels_on_the_first_of_months_and_a_short_time_from_its_beginning_on()
    {
        Assert.Equal(["01.01.27", "01.05.27", "01.09.27"], LabelsOf(SampleBudget().Draw(Look(320))));
        Assert.Equal(12, LabelsOf(SampleBudget().Draw(Look(1_200))).Count);
        // The period begins within a month and ends after its last label.
        Assert.Equal(["01.03.27", "01.03.28"], LabelsOf(Budget(new(2027, 2, 15), new(2029, 2, 14)).Draw(Look(320))));
        Assert.Equal(["10.03.", "02.04.", "25.04.", "18.05."], LabelsOf(Budget(new(2027, 3, 10), new(2027, 5, 20)).Draw(Look(320))));
        // A single day.
        Assert.Equal(["10.03."], LabelsOf(Budget(new(2027, 3, 10), new(2027, 3, 10)).Draw(Look(320))));

        static BudgetChart Budget(DateOnly from, DateOnly to) => new(
            new BudgetTerms("Netzwerk", "1234567-1", BudgetUnit.Hours, 100, null, from, to, [50]), new BudgetUse(0, 0, 0, []), from);
    }

    [Theory]
    [InlineData(12, 320, "01.2027 05.2027 09.2027")]
    [InlineData(60, 320, "01.2027 01.2029 01.2031")]
    [InlineData(60, 640, "01.2027 01.2028 01.2029 01.2030 01.2031")]
    public void Months_have_labels_that_people_count_by(int months, int width, string labels)
    {
        var chart = new InvoiceChart(new(
            [.. Enumerable.Range(0, months).Select(n => new InvoicedMonth(First.AddMonths(n), [100L * n]))],
            [new("1234567", null)],
            "EUR"));
        Assert.Equal(labels, string.Join(' ', LabelsOf(chart.Draw(Look(width)))));
    }

    [Fact]
    public void The_names_of_a_stack_do_not_touch()
    {
        var heights = TextsOf(SampleStack().Draw(Look(320)))
            .Where(text => text.Value.StartsWith("123456", StringComparison.Ordinal) || text.Value == "Übrige")
            .Select(text => double.Parse(
                text.Attribute("transform")!.Value.Split(',', ')')[1], System.Globalization.CultureInfo.InvariantCulture))
            .ToList();
        Assert.Equal(6, heights.Count);
        // The texts are 12 pixels high.
        Assert.All(heights.Zip(heights.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 17, 19));
    }

    [Fact]
    public void Numbers_are_in_the_readers_language()
    {
        var (german, english) = (Describe(Language.German), Describe(Language.English));
        Assert.Contains("41.000,00 EUR von 67.500,00 EUR", german, StringComparison.Ordinal);
        Assert.Contains("41,000.00 EUR of 67,500.00 EUR", english, StringComparison.Ordinal);
        Assert.Contains(["2027-02-10", "12.345,67", "7.417,58"], SampleBudget().Table(Language.German));
        Assert.Contains(["2027-02-10", "12,345.67", "7,417.58"], SampleBudget().Table(Language.English));

        static string Describe(Language language) =>
            Encoding.UTF8.GetString(SampleBudget().Draw(new ChartRequest(640, ChartTheme.Light, ChartFormat.Svg, language)));
    }

    [InProcessFact]
    public async Task A_chart_is_given_to_those_who_do_not_have_it_and_as_a_table()
    {
        await using var area = await BudgetTests.OrderedAsync();
        var budget = await BudgetTests.BudgetAsync(area, hours: 40);
        await area.WorkAsync(1, 2.5m);

        var chart = await area.Owner.GetAsync(budget + "/chart.svg?width=320&theme=dark");
        Assert.Equal((200, "image/svg+xml"), (chart.Status, chart.MediaType));
        Assert.Equal(
            304,
            (await area.Owner.SendAsync(
                HttpMethod.Get, budget + "/chart.svg?width=320&theme=dark", headers: ("If-None-Match", chart.ETag!))).Status);
        var table = await area.Owner.SendAsync(HttpMethod.Get, budget + "/chart.svg?format=csv", headers: ("Accept-Language", "de"));
        Assert.Equal("Tag;Verbraucht (Std.);Plan (Std.)\r\n2027-03-01;0;0\r\n2027-03-01;2,5;0\r\n", table.Text);
        foreach (var wrong in (string[])["width=319", "width=1601", "width=x", "theme=red", "format=png"])
            Assert.Equal((400, "invalid-query"), Seen(await area.Owner.GetAsync($"{budget}/chart.svg?{wrong}")));
    }

    [InProcessFact]
    public async Task Invoices_count_in_their_month_less_what_was_cancelled()
    {
        await using var biller = await Biller.StartAsync();
        var extranet = biller.Organization + "/extranet";
        Assert.Equal(200, (await biller.Owner.PutAsync(extranet, new JsonObject { ["enabled"] = true }, "*")).Status);
        await biller.ChargeAsync(Biller.Charge(10_000, 3));
        await biller.RunAsync();
        var invoice = Assert.Single(await biller.InvoicesAsync());
        Assert.Contains("2027-03;300,00\r\n", await TableAsync(), StringComparison.Ordinal);

        await biller.AdvanceAsync(TimeSpan.FromDays(40));
        var part = new JsonObject { ["reason"] = "Zu viel", ["lines"] = new JsonArray(new JsonObject { ["line"] = 1, ["quantity"] = 1 }) };
        var cancelled = await biller.Operator.PostAsync($"{biller.Organization}/invoices/{invoice["number"]}/cancel", part);
        Assert.True(cancelled.Status == 201, cancelled.Text);
        await biller.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.EndsWith("2027-03;300,00\r\n2027-04;-100,00\r\n", await TableAsync(), StringComparison.Ordinal);
        var rest = await biller.Operator.PostAsync(
            $"{biller.Organization}/invoices/{invoice["number"]}/cancel", new JsonObject { ["reason"] = "Alles" });
        Assert.True(rest.Status == 201, rest.Text);
        await biller.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.EndsWith("2027-03;300,00\r\n2027-04;-300,00\r\n", await TableAsync(), StringComparison.Ordinal);

        async Task<string> TableAsync() => (await biller.Owner.GetAsync(extranet + "/invoices/chart.svg?format=csv&months=3")).Text;
    }

    [Fact]
    public void A_stack_says_whose_use_it_was()
    {
        var look = new ChartRequest(640, ChartTheme.Light, ChartFormat.Svg, Language.English);
        var text = XDocument.Parse(Encoding.UTF8.GetString(SampleStack().Draw(look))).Root!.Value;
        Assert.Contains(
            "Jun 2027: 10,660.50 EUR (Main account (EUR) 1,234.50 EUR, 1234561 Standort Süd GmbH 2,469.00 EUR, "
                + "1234562 Gesellschaft für Fernsprechanlagen mbH -450.00 EUR, 1234564 Bern 1,234.50 EUR, 1234565 Graz 2,469.00 EUR, "
                + "Others 3,703.50 EUR)",
            text,
            StringComparison.Ordinal);
        Assert.Contains("1234562 Gesellschaft für Fern…", text, StringComparison.Ordinal);
        Assert.Equal(9, SampleStack().Table(Language.English).First().Count);
    }

    internal static BudgetChart SampleBudget()
    {
        var budget = new BudgetTerms(
            "Netzwerk 2027", "1234567-1", BudgetUnit.Amount, 6_750_000, "EUR", First, new DateOnly(2027, 12, 31), [50]);
        UseStep[] steps =
        [
            new(new(2027, 1, 20), 400_000),
            new(new(2027, 2, 10), 1_234_567),
            new(new(2027, 4, 5), 2_400_000),
            new(new(2027, 6, 1), 4_100_000),
        ];
        return new(budget, new BudgetUse(4_100_000, 56_000, 7_000_000, steps), new DateOnly(2027, 6, 20));
    }

    internal static InvoiceChart SampleStack()
    {
        string?[] names = [null, "Standort Süd GmbH", "Gesellschaft für Fernsprechanlagen mbH", "Wien", "Bern", "Graz", null];
        return new(new(
            [.. Enumerable.Range(0, 12).Select(n => new InvoicedMonth(
                First.AddMonths(n), [.. names.Select((_, part) => n == 5 && part == 2 ? -45_000L : 123_450L * ((n + part) % 4))]))],
            [.. names.Select((name, part) => new InvoicedPart(part == names.Length - 1 ? null : $"{1_234_560 + part}", name))],
            "EUR"));
    }

    internal static InvoiceChart SampleInvoices() => new(new(
        [.. Enumerable.Range(0, 12).Select(n => new InvoicedMonth(First.AddMonths(n), [n == 5 ? -45_000 : 1_234_500 * (n % 4)]))],
        [new("1234567", null)],
        "EUR"));

    private static ChartRequest Look(int width) => new(width, ChartTheme.Light, ChartFormat.Svg, Language.German);

    private static IEnumerable<XElement> TextsOf(byte[] svg) =>
        XDocument.Parse(Encoding.UTF8.GetString(svg)).Descendants().Where(element => element.Name.LocalName == "text");

    /// <summary>The labels of the lower axis: only these are centred.</summary>
    private static List<string> LabelsOf(byte[] svg) =>
        [.. TextsOf(svg).Where(text => text.Attribute("text-anchor")!.Value == "middle").Select(text => text.Value.Trim())];

    private static (int, string) Seen(Reply reply) => (reply.Status, reply.Problem);
}
