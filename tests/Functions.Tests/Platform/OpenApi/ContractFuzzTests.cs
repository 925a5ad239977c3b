using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace Accounts.Tests.Platform.OpenApi;

/// <summary>
/// Sends every operation what its schema does not allow. None of it is accepted, nothing fails on our side, and each refusal
/// names the field.
/// </summary>
public sealed partial class ContractFuzzTests(SharedApp shared, ITestOutputHelper output) : IClassFixture<SharedApp>, IAsyncLifetime
{
    private static readonly string[] OddSegments =
    [
        new('a', 300),
        "%00",
        "%20",
        "%0A",
        "%2E%2E",
        "..",
        "%2F",
        "%5C",
        "%25",
        "%C3%A4",
        "%FF",
        "%F0%9F%98%80",
        "'",
        "\"",
        "-",
        "0",
        "%23",
        "%3F", "a;b", "null", "1e3", "$filter", "%E2%80%AE",
    ];

    private readonly App _app = shared.App;
    private readonly Things _things = new(shared.App);
    private readonly Dictionary<string, int> _answers = [];
    private readonly List<string> _faults = [];
    private JsonNode _document = null!;

    private IEnumerable<(string Path, string Verb, JsonNode Operation)> Operations =>
        from path in _document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select (path.Key, operation.Key, operation.Value);

    public async Task InitializeAsync() => _document = JsonNode.Parse(await _app.Http.GetStringAsync("/api/openapi.json"))!;

    public Task DisposeAsync() => Task.CompletedTask;

    [InProcessFact]
    public async Task No_body_is_taken_that_its_schema_does_not_allow()
    {
        var (owner, values) = await _things.MakeForAllAsync();
        var spoiling = new Spoiling(_document);
        foreach (var (path, verb, operation) in Operations)
        {
            if (operation["requestBody"]?["content"]!["application/json"] is not { } media)
                continue;
            var example = media["example"]!.DeepClone().AsObject();
            Things.NameWhatExists(example, values);
            var caller = await _things.CallerAsync(path, operation, owner, values);
            foreach (var spoiled in Whole(example).Concat(spoiling.Of(media["schema"]!, example)))
            {
                var reply = await SendAsync(caller, verb, path, values, spoiled.Body);
                var asked = $"{verb} {path} with {spoiled.Pointer} {spoiled.How}";
                // People do not see this field: a message with it is accepted and dropped.
                if (spoiled.Pointer == "#/website")
                    continue;
                if (spoiled.IsAllowed ? reply.Status >= 500 || reply.Problem == "malformed-body" : !IsRefused(reply, operation))
                    Fault(asked, reply);
                else if (reply.Status is 400 or 422 && !spoiled.IsAllowed && !Names(reply, spoiled.Pointer))
                    Fault(asked + " is not named", reply);
            }
        }

        Report(least: 2_000);
    }

    [InProcessFact]
    public async Task No_odd_address_leads_anywhere()
    {
        var (owner, values) = await _things.MakeForAllAsync();
        var random = new Random(20_270_301);
        foreach (var (path, verb, operation) in Operations)
        {
            var caller = await _things.CallerAsync(path, operation, owner, values);
            var body = operation["requestBody"]?["content"]!["application/json"]?["example"]?.ToJsonString();
            foreach (Match parameter in Parameter().Matches(path))
            {
                foreach (var odd in OddSegments.OrderBy(_ => random.Next()).Take(7).Prepend(""))
                {
                    var address = new Dictionary<string, string>(values) { [parameter.Groups[1].Value] = odd };
                    var reply = await SendAsync(caller, verb, path, address, body);
                    // Dots lead to another path, which may exist.
                    var mayLead = odd is "" or ".." or "%2E%2E";
                    // The web server itself refuses the null character, before anything of ours runs.
                    var isOurs = odd != "%00" || reply.Text.Length > 0;
                    if (reply.Status >= 500
                        || reply.Status < 400 && !mayLead
                        || reply.Status >= 400 && isOurs && reply.MediaType != "application/problem+json")
                        Fault($"{verb} {path} with {parameter.Value} as {odd}", reply);
                }
            }
        }

        Report(least: 500);
    }

    [InProcessFact]
    public async Task No_query_is_taken_that_is_not_documented()
    {
        var (owner, values) = await _things.MakeForAllAsync();
        foreach (var (path, verb, operation) in Operations.Where(one => !one.Path.StartsWith("/webhooks/", StringComparison.Ordinal)))
        {
            var caller = await _things.CallerAsync(path, operation, owner, values);
            await TryAsync("unknown", "1");
            foreach (var parameter in operation["parameters"]!.AsArray().Where(one => one!["in"]!.GetValue<string>() == "query"))
            {
                var name = parameter!["name"]!.GetValue<string>();
                foreach (var wrong in WrongValues(Things.Resolve(_document, parameter["schema"]!)))
                    await TryAsync(name, wrong);
            }

            async Task TryAsync(string name, string value)
            {
                var reply = await SendAsync(caller, verb, path, values, body: "{}", $"?{name}={value}");
                if (reply.Status != 400 || reply.Json["parameter"]?.GetValue<string>() != name)
                    Fault($"{verb} {path}?{name}={value}", reply);
            }
        }

        Report(least: 200);
    }

    private static string[] WrongValues(JsonNode schema) =>
        Things.TypeOf(schema) switch
        {
            "integer" =>
            [
                "", "x", "1.5", "1e30", "%00",
                $"{schema["minimum"]!.GetValue<long>() - 1}",
                $"{schema["maximum"]!.GetValue<long>() + 1}",
            ],
            "boolean" => ["", "maybe", "1"],
            _ when schema["enum"] is not null => ["", "noneOfThem", "%00"],
            _ when schema["format"] is not null => ["", "2027-02-30", "today"],
            _ => ["", new('a', 600), "%00"],
        };

    private static IEnumerable<Spoiled> Whole(JsonObject example)
    {
        var text = example.ToJsonString();
        foreach (var body in (string[])["", "null", "[]", "1", "\"x\"", "{", text + "x", text[..^1], "[" + text + "]"])
            yield return new("#", "as a whole", body);
        yield return new("#", "with megabytes", text[..^1] + new string(' ', 300_000) + "}");
    }

    private static bool Names(Reply reply, string pointer) => reply.Json["errors"] is JsonArray
        && reply.Fields.Any(
            field => pointer.StartsWith(field, StringComparison.Ordinal) || field.StartsWith(pointer, StringComparison.Ordinal));

    private static bool IsRefused(Reply reply, JsonNode operation) =>
        reply is { Status: 400 or 413 or 415 or 422, MediaType: "application/problem+json" }
        && operation["responses"]![$"{reply.Status}"] is not null;

    private async Task<Reply> SendAsync(
        User caller, string verb, string path, Dictionary<string, string> values, string? body, string query = "")
    {
        var reply = path.StartsWith("/webhooks/", StringComparison.Ordinal)
            ? await _things.SendSignedAsync(path, body ?? "")
            : await caller.SendAsync(
                new HttpMethod(verb.ToUpperInvariant()),
                Things.Fill(path, values) + query,
                verb is "post" or "put" ? body : null,
                headers: [("If-Match", "*"), ("Idempotency-Key", Guid.NewGuid().ToString())]);
        var answer = $"{reply.Status / 100}xx";
        _answers[answer] = _answers.GetValueOrDefault(answer) + 1;
        return reply;
    }

    private void Fault(string asked, Reply reply) =>
        _faults.Add($"{asked}: {reply.Status} {reply.Text[..Math.Min(reply.Text.Length, 300)]}");

    private void Report(int least)
    {
        var answers = string.Join(", ", _answers.OrderBy(answer => answer.Key));
        output.WriteLine($"{Operations.Count()} operations, {_answers.Values.Sum()} requests: {answers}");
        Assert.True(_faults.Count == 0, $"{_faults.Count} faults\n" + string.Join('\n', _faults));
        Assert.True(_answers.Values.Sum() > least);
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Parameter();
}
