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
            ["traceId"] = Text("Leads to the log."),
            ["parameter"] = Text("Of query parameters: which one."),
            ["header"] = Text("Of headers: which one."),
            ["contactForm"] = Text("Where companies of other countries are sent."),
            ["state"] = Text("How what was asked for stands instead."),
            ["missing"] = new JsonObject { ["type"] = "array", ["items"] = Text("What is needed first.") },
            ["retryAfter"] = new JsonObject { ["type"] = "integer", ["description"] = "Seconds, as in the header." },
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
