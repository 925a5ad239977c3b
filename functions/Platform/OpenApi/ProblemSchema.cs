using System.Text.Json.Nodes;

namespace Accounts.Platform.OpenApi;

/// <summary>The common schema of all errors, with every additional member that any kind of problem has.</summary>
internal static class ProblemSchema
{
    public static JsonObject Create() => new()
    {
        ["type"] = "object",
        ["description"] = "Problem details (RFC 9457).",
        ["required"] = new JsonArray("type", "title", "status", "detail"),
        ["properties"] = new JsonObject
        {
            ["type"] = Text("Stable name of the kind of problem."),
            ["title"] = Text("The kind of problem in words."),
            ["status"] = new JsonObject { ["type"] = "integer", ["description"] = "The HTTP status." },
            ["detail"] = Text("What is wrong here and what would be right."),
            ["traceId"] = Text("The id under which the problem is logged."),
            ["parameter"] = Text("The query parameter that is wrong."),
            ["header"] = Text("The header that is wrong."),
            ["contactForm"] = Text("The contact form for companies in other countries."),
            ["state"] = Text("The current state, which prevents the request."),
            ["missing"] = new JsonObject { ["type"] = "array", ["items"] = Text("Something that is still needed.") },
            ["retryAfter"] = new JsonObject { ["type"] = "integer", ["description"] = "In seconds, as in the header." },
            ["errors"] = new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject
                {
                    ["type"] = "object",
                    ["required"] = new JsonArray("pointer", "problem", "expected"),
                    ["properties"] = new JsonObject
                    {
                        ["pointer"] = Text("JSON pointer to the field (RFC 6901)."),
                        ["problem"] = Text("What is wrong."),
                        ["expected"] = Text("What would be right."),
                    },
                },
            },
        },
    };

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };
}
