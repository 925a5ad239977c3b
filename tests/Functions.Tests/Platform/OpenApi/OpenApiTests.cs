using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Accounts.Access;
using Accounts.Platform.Http;
using Accounts.Platform.OpenApi;
using Accounts.Tests.Access;
using Accounts.Tests.Customers.AccountRequests;
using Accounts.Tests.Sales.Vendors;

namespace Accounts.Tests.Platform.OpenApi;

public sealed partial class OpenApiTests(SharedApp shared) : IClassFixture<SharedApp>, IAsyncLifetime
{
    private readonly App _app = shared.App;
    private readonly Things _things = new(shared.App);
    private JsonNode _document = null!;

    private IEnumerable<(string Path, string Verb, JsonNode Operation)> Operations =>
        from path in _document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select (path.Key, operation.Key, operation.Value);

    public async Task InitializeAsync() => _document = JsonNode.Parse(await _app.Http.GetStringAsync("/api/openapi.json"))!;

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void It_is_an_OpenAPI_3_1_document()
    {
        Assert.Matches(@"^3\.1\.\d+$", _document["openapi"]!.GetValue<string>());
        Assert.NotNull(_document["info"]!["title"]);
        Assert.NotNull(_document["info"]!["version"]);
        Assert.NotNull(_document["components"]!["securitySchemes"]!["token"]);
        Assert.DoesNotContain("\"nullable\"", _document.ToJsonString(), StringComparison.Ordinal); // 3.0's
    }

    [Fact]
    public void Every_function_but_assets_is_in_it_and_nothing_else() => Assert.Equal(
        AppFunction.All.Where(function => function.Operation is not null)
            .Select(function => $"{function.Verb} /{RouteConstraint().Replace(function.Route, "}")}")
            .Order(),
        Operations.Select(operation => $"{operation.Verb.ToUpperInvariant()} {operation.Path}").Order());

    [Fact]
    public void Every_reference_leads_somewhere_and_every_schema_is_used()
    {
        var references = Nodes(_document)
            .OfType<JsonObject>()
            .Select(node => node["$ref"]?.GetValue<string>())
            .OfType<string>()
            .ToHashSet();
        Assert.NotEmpty(references);
        foreach (var reference in references)
            Assert.NotNull(reference.Split('/')[1..].Aggregate(_document, (node, name) => node?[name]!));
        var components = (string[])["schemas", "examples"];
        Assert.Equal(
            references.Order(),
            components
                .SelectMany(kind => _document["components"]![kind]!.AsObject().Select(one => $"#/components/{kind}/{one.Key}"))
                .Order());
    }

    [Fact]
    public void Every_operation_is_complete()
    {
        foreach (var (path, verb, operation) in Operations)
        {
            Assert.NotEqual("", operation["summary"]!.GetValue<string>());
            Assert.NotEmpty(operation["tags"]!.AsArray());
            Assert.NotNull(operation["security"]);
            var statuses = operation["responses"]!.AsObject().Select(response => response.Key).ToList();
            // A repeated webhook gets another status, and so does a PUT that creates a product instead of changing it.
            Assert.Equal(
                path.StartsWith("/webhooks/", StringComparison.Ordinal) || $"{verb} {path}" == "put /catalog/{sku}" ? 2 : 1,
                statuses.Count(status => status[0] == '2'));
            Assert.All(
                operation["responses"]!.AsObject(), response => Assert.NotEqual("", response.Value!["description"]!.GetValue<string>()));
            var inPath = PathParameter().Matches(path).Select(match => match.Groups[1].Value);
            Assert.Equal(
                inPath,
                operation["parameters"]!
                    .AsArray()
                    .Where(parameter => parameter!["in"]!.GetValue<string>() == "path")
                    .Select(parameter => parameter!["name"]!.GetValue<string>()));
            Assert.Equal(verb is "post" or "put" && operation["requestBody"] is not null, statuses.Contains("415"));
        }
    }

    [Fact]
    public void Every_list_says_what_it_holds()
    {
        var schemas = Nodes(_document).OfType<JsonObject>().ToList();
        Assert.All(
            schemas.Where(node => node["type"] is JsonValue type && type.ToString() == "array"),
            list => Assert.True(list["items"] is not null, list.ToJsonString()));
        Assert.All(
            _document["components"]!["schemas"]!.AsObject().SelectMany(schema => schema.Value!["properties"]?.AsObject() ?? []),
            property => Assert.True(
                property.Value!["type"] is not null || property.Value["$ref"] is not null || property.Value["anyOf"] is not null,
                $"{property.Key} has no type."));
    }

    [Fact]
    public void Every_member_that_a_kind_of_problem_has_is_in_the_schema_of_problems()
    {
        var schema = _document["components"]!["schemas"]!["Problem"]!;
        foreach (var failure in Failures().Select(Examples.Occurrence))
        {
            foreach (var (name, value) in failure.ToProblem())
            {
                Assert.True(schema["properties"]![name] is not null, $"{failure.Kind} has {name}.");
                if (value is not null)
                    new JsonSchema(_document).Check(schema["properties"]![name]!, value);
            }
        }
    }

    /// <summary>A name has the same form everywhere: an amount is never an object.</summary>
    [Fact]
    public void Amounts_and_links_have_one_form()
    {
        var properties = _document["components"]!["schemas"]!.AsObject()
            .SelectMany(schema => schema.Value!["properties"]?.AsObject() ?? [])
            .ToLookup(property => property.Key, property => property.Value!);
        foreach (var amount in (string[])["net", "gross", "tax", "unitPrice", "amount"])
            Assert.All(properties[amount], schema => Assert.Equal("integer", TypeOf(Resolve(schema))));
        Assert.All(properties["links"], schema => Assert.Equal("object", TypeOf(Resolve(schema))));
        Assert.All(
            _document["components"]!["schemas"]!.AsObject().Where(schema => schema.Value!["properties"]?["self"] is not null),
            schema => Assert.EndsWith("Links", schema.Key));
        Assert.Empty(properties["first"].Concat(properties["last"]).Concat(properties["cardLastFour"]));
    }

    [Fact]
    public void Operation_ids_are_unique() =>
        Assert.Distinct(Operations.Select(operation => operation.Operation["operationId"]!.GetValue<string>()));

    [Fact]
    public void Security_says_what_the_access_rules_say()
    {
        foreach (var function in AppFunction.All.Where(function => function.Operation is not null))
        {
            var operation = _document["paths"]!["/" + RouteConstraint().Replace(function.Route, "}")]![function.Verb.ToLowerInvariant()]!;
            Assert.Equal(function.IsOpen, operation["security"]!.AsArray().Count == 0);
            Assert.Equal(!function.IsOpen, operation["responses"]!["401"] is not null);
            var scheme = operation["security"]!.AsArray().SingleOrDefault()?.AsObject().Single().Key;
            Assert.Equal(function.IsOpen ? null : function.Rule.HasFlag(Who.Webhook) ? "webhook" : "token", scheme);
            if (scheme is not null)
                Assert.NotNull(_document["components"]!["securitySchemes"]![scheme]);
        }
    }

    [Fact]
    public void A_kind_of_problem_has_one_status_and_one_title()
    {
        var kinds = Failures().Select(Examples.Occurrence).GroupBy(failure => failure.Kind);
        Assert.All(kinds, kind => Assert.Single(kind.Select(failure => (failure.Status, failure.Title)).Distinct()));
    }

    [Fact]
    public void Every_failure_of_the_code_is_documented_somewhere()
    {
        var documented = Nodes(_document).OfType<JsonObject>()
            .Select(node => node["type"] as JsonValue)
            .Select(type => type?.ToString())
            .Where(type => type?.StartsWith(Failure.TypePrefix, StringComparison.Ordinal) == true)
            .ToHashSet();
        // A failure that no route answers is described in the document's introduction.
        Assert.All(
            Failures().Where(type => type != typeof(MethodNotAllowed)).Select(Examples.Occurrence),
            failure => Assert.Contains(Failure.TypePrefix + failure.Kind, documented));
    }

    /// <summary>Tries every text of every body in turn. A new text is covered automatically.</summary>
    [InProcessFact]
    public async Task No_field_takes_a_text_with_what_nobody_can_see()
    {
        // People do not see the first field, and its message is dropped. The others are our own ids, looked up and never stored.
        string[] notKept =
        [
            "/webhooks/contact-form#/website", "/webhooks/vendor#/data/reference", "/webhooks/payment#/charge",
            "/webhooks/payment#/reference",
        ];
        var (owner, values) = await _things.MakeForAllAsync();
        var (tried, taken) = (0, new List<string>());
        foreach (var (path, verb, operation) in Operations.Where(
            operation => operation.Operation["requestBody"]?["content"]?["application/json"] is not null))
        {
            var example = operation["requestBody"]!["content"]!["application/json"]!["example"]!;
            Things.NameWhatExists(example, values);
            var caller = await _things.CallerAsync(path, operation, owner, values);
            foreach (var pointer in TextsOf(
                operation["requestBody"]!["content"]!["application/json"]!["schema"]!).Where(pointer =>
                    !notKept.Contains(path + "#/" + pointer)))
            {
                // Values with their own alphabet drop pasted marks; see NotationTests.
                var isStripped = pointer.Split('/')[^1] is "phone" or "postalCode" or "vatId" or "registerNumber" or "purchaseOrderNumber";
                foreach (var hidden in isStripped ? (string[])["\0"] : ["\0", "\u202e", "\u200b"])
                {
                    var body = Spoil(example.DeepClone().AsObject(), pointer, hidden);
                    var reply = path.StartsWith("/webhooks/", StringComparison.Ordinal)
                        ? await _things.SendSignedAsync(path, body, values)
                        : await caller.SendAsync(
                            new HttpMethod(verb.ToUpperInvariant()),
                            Things.Fill(path, values),
                            body.ToJsonString(),
                            headers: [("If-Match", "*"), ("Idempotency-Key", Guid.NewGuid().ToString())]);
                    tried++;
                    if (reply.Status is not (400 or 422)
                        || !reply.Fields.Any(field => ("#/" + pointer).StartsWith(field, StringComparison.Ordinal)))
                        taken.Add($"{verb} {path} answered {reply.Status} to U+{(int)hidden[0]:X4} in {pointer}: {reply.Text}");
                }
            }
        }

        Assert.True(taken.Count == 0, string.Join('\n', taken));
        Assert.True(tried > 150);
    }

    [InProcessFact]
    public async Task What_the_caller_has_already_is_not_sent_again_and_what_exists_is_not_made_again()
    {
        var (known, refused) = (0, 0);
        foreach (var (path, verb, operation) in Operations.Where(
            operation => operation.Verb == "put" || operation.Operation["responses"]!["304"] is not null))
        {
            // A refused request changes nothing, so all can share one set of objects.
            var (owner, values) = await _things.MakeAsync("get", path);
            var caller = await _things.CallerAsync(path, operation, owner, values);
            if (verb == "put")
            {
                var example = operation["requestBody"]!["content"]!["application/json"]!["example"]!;
                Things.NameWhatExists(example, values);
                var reply = await caller.SendAsync(
                    HttpMethod.Put, Things.Fill(path, values), example.ToJsonString(), headers: ("If-None-Match", "*"));
                Assert.True(reply is { Status: 412, Problem: "exists-already" }, $"put {path} answered {reply.Status}: {reply.Text}");
                refused++;
                continue;
            }

            var first = await caller.GetAsync(Things.Fill(path, values));
            var again = await caller.SendAsync(
                HttpMethod.Get, Things.Fill(path, values), headers: ("If-None-Match", "\"other\", W/" + first.ETag));
            Assert.Equal($"{path}: 304 {first.ETag} ", $"{path}: {again.Status} {again.ETag} {again.Text}");
            Assert.Equal(
                200, (await caller.SendAsync(HttpMethod.Get, Things.Fill(path, values), headers: ("If-None-Match", "\"other\""))).Status);
            known++;
        }

        Assert.True(known > 4 && refused > 4);
    }

    /// <summary>Tests every body of every route. A new field is covered automatically.</summary>
    [InProcessFact]
    public async Task An_empty_body_is_told_all_that_is_missing_and_a_wrong_one_all_that_is_wrong()
    {
        var (owner, values) = await _things.MakeForAllAsync();
        var (tried, silent) = (0, new List<string>());
        foreach (var (path, verb, operation) in Operations.Where(
            operation => operation.Operation["requestBody"]?["content"]!["application/json"] is not null))
        {
            // These need an invoice, and this customer has none.
            if (path.Contains("{invoice}", StringComparison.Ordinal) || path == "/webhooks/payment")
                continue;
            var schema = Resolve(operation["requestBody"]!["content"]!["application/json"]!["schema"]!);
            var caller = await _things.CallerAsync(path, operation, owner, values);
            var required = schema["required"]?.AsArray().Select(name => "#/" + name).ToList() ?? [];
            if (required.Count > 0)
                await SendAsync(new JsonObject(), 422, required);
            var wrong = new JsonObject { ["unknown"] = 1 };
            foreach (var (name, member) in schema["properties"]!.AsObject())
                wrong[name] = TypeOf(Resolve(member!)) is "string" or "object" or "array" ? 1 : "x";
            await SendAsync(wrong, 400, wrong.Select(field => "#/" + field.Key));
            foreach (var (name, member) in schema["properties"]!.AsObject().Where(member => Resolve(member.Value!)["enum"] is not null))
                await SendAsync(new JsonObject { [name] = "noneOfThem" }, 422, ["#/" + name]);
            foreach (var (name, member) in schema["properties"]!
                .AsObject()
                .Where(member => TypeOf(Resolve(member.Value!)) == "integer"))
                await SendAsync(new JsonObject { [name] = JsonNode.Parse("1e30") }, 422, ["#/" + name]);

            async Task SendAsync(JsonObject body, int status, IEnumerable<string> places)
            {
                tried++;
                var reply = path.StartsWith("/webhooks/", StringComparison.Ordinal)
                    ? await (path == "/webhooks/contact-form" ? ContactForm.SendAsync(_app, body) : VendorMessages.SendAsync(_app, body))
                    : await caller.SendAsync(
                        new HttpMethod(verb.ToUpperInvariant()),
                        Things.Fill(path, values),
                        body.ToJsonString(),
                        headers: [("If-Match", "*"), ("Idempotency-Key", Guid.NewGuid().ToString())]);
                if (reply.Status != status
                    || places.Any(place => !reply.Fields.Any(field => field.StartsWith(place, StringComparison.Ordinal))))
                    silent.Add($"{verb} {path} answered {reply.Status} to {body.ToJsonString()}: {reply.Text}");
            }
        }

        Assert.True(silent.Count == 0, string.Join('\n', silent));
        Assert.True(tried > 50);
    }

    private JsonNode Resolve(JsonNode schema) => Things.Resolve(_document, schema);

    private static string? TypeOf(JsonNode schema) => Things.TypeOf(schema);

    /// <summary>The places of free texts in a body; in lists, only of the first element.</summary>
    private IEnumerable<string> TextsOf(JsonNode schema, string at = "")
    {
        if (schema["$ref"]?.GetValue<string>() is { } reference)
            schema = reference.Split('/')[1..].Aggregate(_document, (node, name) => node[name]!);
        foreach (var alternative in (schema["anyOf"] ?? schema["oneOf"] ?? schema["allOf"])?.AsArray() ?? [])
        {
            foreach (var text in TextsOf(alternative!, at))
                yield return text;
        }

        if (schema["items"] is { } items)
        {
            foreach (var text in TextsOf(items, at + "0/"))
                yield return text;
        }

        foreach (var (name, member) in schema["properties"]?.AsObject() ?? [])
        {
            foreach (var text in TextsOf(member!, $"{at}{name}/"))
                yield return text;
        }

        if (schema["type"]?.ToJsonString().Contains("\"string\"", StringComparison.Ordinal) == true
            && schema["enum"] is null
            && schema["format"] is null)
            yield return at.TrimEnd('/');
    }

    /// <summary>The body with a character inserted in the middle of a text. Missing parents are created.</summary>
    private static JsonObject Spoil(JsonObject body, string pointer, string hidden)
    {
        JsonNode node = body;
        var names = pointer.Split('/');
        for (var i = 0; i < names.Length; i++)
        {
            JsonNode next = i + 1 == names.Length ? "ab"
                : int.TryParse(names[i + 1], out _) ? new JsonArray()
                : names[i] == "address" ? JsonNode.Parse(
                    """{"street": "Ring", "houseNumber": "1", "postalCode": "80331", "city": "München", "country": "DE"}""")!
                : new JsonObject();
            if (node is JsonArray list)
            {
                if (list.Count == 0)
                    list.Add(next);
                if (i + 1 == names.Length)
                    list[0] = (list[0]?.GetValue<string>() ?? "ab").Insert(1, hidden);
                node = list[0]!;
            }
            else
            {
                node[names[i]] ??= next;
                if (i + 1 == names.Length)
                    node[names[i]] = node[names[i]]!.GetValue<string>().Insert(1, hidden);
                node = node[names[i]]!;
            }
        }

        return body;
    }

    [InProcessFact]
    public async Task Every_answer_to_a_reading_is_as_its_schema_says()
    {
        foreach (var (path, verb, operation) in Operations.Where(operation => operation.Verb == "get"))
        {
            if (operation["responses"]!["200"]!["content"]?["application/json"]?["schema"] is not { } schema)
                continue;
            var (owner, values) = await _things.MakeAsync(verb, path);
            var reply = await (Things.ForOperators(operation) ? await _app.OperatorAsync() : owner).GetAsync(Things.Fill(path, values));
            Assert.True(reply.Status == 200, $"get {path} answered {reply.Text}");
            if (path != "/openapi.json")
                new JsonSchema(_document).Check(schema, reply.Json);
        }
    }

    [InProcessFact]
    public async Task Every_example_is_taken_and_answered_with_what_is_documented()
    {
        var taken = 0;
        foreach (var (path, verb, operation) in Operations)
        {
            // Uploads of files have no example: they have their own tests.
            var body = operation["requestBody"]?["content"]!["application/json"];
            if (operation["requestBody"] is not null && body is null)
                continue;
            var (owner, values) = await _things.MakeAsync(verb, path);
            var example = body?["example"];
            Assert.True(body is null || example is not null, $"{verb} {path} has no example.");
            Things.NameWhatExists(example, values);
            var caller = await _things.CallerAsync(path, operation, owner, values);
            var reply = path.StartsWith("/webhooks/", StringComparison.Ordinal)
                ? await _things.SendSignedAsync(path, example!.AsObject(), values)
                : await caller.SendAsync(
                    new HttpMethod(verb.ToUpperInvariant()),
                    Things.Fill(path, values),
                    example?.ToJsonString(),
                    headers: [("If-Match", "*"), ("Idempotency-Key", "1")]);
            var documented = operation["responses"]![$"{reply.Status}"];
            Assert.True(documented is not null && reply.Status < 300, $"{verb} {path} answered {reply.Text}");
            if (example is not null)
            {
                new JsonSchema(_document).Check(documented["content"]!["application/json"]!["schema"]!, reply.Json);
                taken++;
            }

            var promised = documented["headers"]?.AsObject().Select(header => header.Key) ?? [];
            var sent = reply.Headers.Select(header => header.Key).Where(name => name is "ETag" or "Location");
            Assert.Equal($"{verb} {path}: {string.Join(", ", promised.Order())}", $"{verb} {path}: {string.Join(", ", sent.Order())}");
        }

        Assert.True(taken > 30, $"Only {taken} examples were sent.");
    }

    [InProcessFact]
    public async Task A_webhook_has_its_three_headers_and_an_answer_for_a_message_that_comes_again()
    {
        var operation = _document["paths"]!["/webhooks/contact-form"]!["post"]!;
        var message = ContactForm.Message();

        var first = await ContactForm.SendAsync(_app, message, "msg_documented");
        var second = await ContactForm.SendAsync(_app, message, "msg_documented");

        Assert.Equal((202, 200), (first.Status, second.Status));
        new JsonSchema(_document).Check(operation["responses"]!["200"]!["content"]!["application/json"]!["schema"]!, second.Json);
        Assert.Equal(
            ["webhook-id", "webhook-timestamp", "webhook-signature"],
            operation["parameters"]!
                .AsArray()
                .Where(parameter => parameter!["in"]!.GetValue<string>() == "header")
                .Select(parameter => parameter!["name"]!.GetValue<string>()));
    }

    [Fact]
    public void A_route_with_If_Match_says_what_is_refused_there()
    {
        var changing = Operations.Where(
            operation =>
                operation.Operation["parameters"]!
                    .AsArray()
                    .Any(parameter => parameter!["name"]!.GetValue<string>() == "If-Match")).ToList();
        Assert.NotEmpty(changing);
        Assert.All(changing, operation =>
        {
            var responses = operation.Operation["responses"]!;
            Assert.NotNull(responses["400"]!["content"]!["application/problem+json"]!["examples"]!["invalid-header"]);
            Assert.NotNull(responses["412"]);
            // Where the header is optional, a request without it is not refused.
            var needed = operation.Operation["parameters"]!
                .AsArray()
                .Single(parameter => parameter!["name"]!.GetValue<string>() == "If-Match")!["required"]!
                .GetValue<bool>();
            Assert.Equal(needed, responses["428"] is not null);
        });
    }

    private static IEnumerable<Type> Failures() =>
        typeof(Failure).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Failure)) && !type.IsAbstract);

    private static IEnumerable<JsonNode> Nodes(JsonNode node) => node switch
    {
        JsonObject parent => parent.Select(member => member.Value).OfType<JsonNode>().SelectMany(Nodes).Prepend(parent),
        JsonArray list => list.OfType<JsonNode>().SelectMany(Nodes).Prepend(list),
        _ => [node],
    };

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex PathParameter();

    [GeneratedRegex(@"(:[^}]*)?\??\}")]
    private static partial Regex RouteConstraint();
}
