using System.Text.Json.Nodes;
using Accounts.Access;

namespace Accounts.Tests.Extranet;

public sealed class ReportTests
{
    [InProcessFact]
    public async Task A_draft_is_for_operators_and_published_it_is_mailed_once_to_those_who_asked()
    {
        await using var area = await Area.OpenAsync();
        var asked = await area.App.AddMemberAsync(area.Id, Role.Employee);
        var silent = await area.App.AddMemberAsync(area.Id, Role.Admin);
        var gone = await area.App.AddMemberAsync(area.Id, Role.Employee);
        foreach (var user in (User[])[asked, gone])
            Assert.Equal(200, (await SubscribeAsync(area, user)).Status);
        var goneId = (await gone.GetAsync("/api/me")).Json["user"]!["id"]!.GetValue<string>();
        Assert.Equal(204, (await area.Owner.DeleteAsync($"/api/organizations/{area.Id}/members/{goneId}")).Status);

        var report = await area.WriteAsync(Area.Report("draft"));
        Assert.Equal(404, (await asked.GetAsync(report)).Status);
        Assert.Empty((await asked.GetAsync(area.Extranet + "/reports")).Json["items"]!.AsArray());
        Assert.Single((await area.Operator.GetAsync(area.Extranet + "/reports")).Json["items"]!.AsArray());
        var tag = (await area.Operator.GetAsync(report)).ETag;
        Assert.Equal(200, (await area.Operator.PutAsync(report, Area.Report(), tag)).Status);
        Assert.Equal(412, (await area.Operator.PutAsync(report, Area.Report(), tag)).Status);
        await area.App.SettleAsync();
        Assert.Equal(200, (await area.Operator.PutAsync(report, Area.Report(text: "Neu."), "*")).Status);
        await area.App.SettleAsync();

        Assert.Equal(["New report: Netzwerk Berlin"], await area.SubjectsAsync(asked.Email));
        Assert.Empty(await area.SubjectsAsync(silent.Email));
        Assert.Empty(await area.SubjectsAsync(gone.Email));
        Assert.Equal("report-is-published", (await area.Operator.PutAsync(report, Area.Report("draft"), "*")).Problem);
    }

    [InProcessFact]
    public async Task Every_version_is_kept_and_the_latest_is_known_by_its_tag()
    {
        await using var area = await Area.OpenAsync();
        // Longer than a row holds, with a surrogate pair where the first part would end.
        var text = new string('a', 4_999) + "😀" + new string('"', 9_000) + "\n\n    code\n";
        var report = await area.WriteAsync(Area.Report("draft", text));
        await area.Operator.PutAsync(report, Area.Report(text: "Zweiter"), "*");
        await area.Operator.PutAsync(report, Area.Report(text: "Dritter"), "*");

        Assert.Equal(text, (await area.Operator.GetAsync(report + "/versions/1")).Json["text"]!.GetValue<string>());
        Assert.Equal("Zweiter", (await area.Owner.GetAsync(report + "/versions/2")).Json["text"]!.GetValue<string>());
        Assert.Equal(404, (await area.Owner.GetAsync(report + "/versions/1")).Status);
        Assert.Equal(
            [2, 3],
            (await area.Owner.GetAsync(report + "/versions")).Json["items"]!.AsArray().Select(one => one!["version"]!.GetValue<int>()));
        var now = await area.Owner.GetAsync(report);
        Assert.Equal("<p>Dritter</p>\n", now.Json["html"]!.GetValue<string>());
        Assert.Equal(304, (await area.Owner.SendAsync(HttpMethod.Get, report, headers: ("If-None-Match", now.ETag!))).Status);
        await area.Operator.PutAsync(report, Area.Report(text: "Vierter"), "*");
        Assert.Equal(200, (await area.Owner.SendAsync(HttpMethod.Get, report, headers: ("If-None-Match", now.ETag!))).Status);
    }

    [InProcessFact]
    public async Task The_same_request_writes_one_report()
    {
        await using var area = await Area.OpenAsync();
        Assert.Single((await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => area.WriteAsync(key: "one")))).Distinct());
        Assert.Single((await area.Owner.GetAsync(area.Extranet + "/reports")).Json["items"]!.AsArray());
    }

    [InProcessFact]
    public async Task What_is_wrong_is_named()
    {
        await using var area = await Area.OpenAsync();
        var (_, otherId) = await area.App.NewCustomerAsync();
        var bad = Area.Report()
            .With("title", "")
            .With("period/to", "2026-01-01")
            .With("orderId", otherId + "-1")
            .With("text", "\u0007")
            .With("status", null);

        var refused = await area.Operator.PostAsync(area.Extranet + "/reports", bad);

        Assert.Equal((422, "invalid-fields"), (refused.Status, refused.Problem));
        Assert.Equal(["#/orderId", "#/period/to", "#/status", "#/text", "#/title"], refused.Fields.Order(StringComparer.Ordinal));
        var absent = await area.Operator.PostAsync(
            area.Extranet + "/reports", Area.Report().With("projectId", "01").With("orderId", area.Id + "-9"));
        Assert.Equal(["#/orderId", "#/projectId"], absent.Fields.Order(StringComparer.Ordinal));
        var deep = await area.Operator.PostAsync(area.Extranet + "/reports", Area.Report(text: new string('>', 15_000) + "x"));
        Assert.Equal(["#/text"], deep.Fields);
    }

    private static Task<Reply> SubscribeAsync(Area area, User user) => user.PutAsync(
        area.Extranet + "/notifications", new JsonObject { ["reports"] = true, ["budgets"] = false, ["language"] = "en" }, "*");
}
