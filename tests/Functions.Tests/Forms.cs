using System.Text.Json;
using System.Text.Json.Nodes;
using Accounts.Customers.Organizations;
using Accounts.Platform.Values;

namespace Accounts.Tests;

/// <summary>Valid bodies. A test changes the field that it is about.</summary>
public static class Forms
{
    /// <summary>A German company, as the documentation shows it.</summary>
    public static JsonObject Account() => JsonSerializer.SerializeToNode(AccountForm.Example, Json.Options)!.AsObject();

    public static JsonObject Austrian()
    {
        var form = Account();
        form["country"] = "AT";
        form["vatId"] = "ATU13585627";
        form["registerNumber"] = "FN 123456d";
        form.Remove("registerCourt");
        form["contact"]!["phone"] = "0664 1234567";
        form["company"]!["address"] =
            new JsonObject { ["street"] = "Mariahilfer Straße 1", ["postalCode"] = "1060", ["city"] = "Wien", ["country"] = "AT" };
        return form;
    }

    public static JsonObject Swiss()
    {
        var form = Account();
        form["country"] = "CH";
        form["vatId"] = "CHE-100.155.212 MWST";
        form["registerNumber"] = "CHE-100.155.212";
        form.Remove("registerCourt");
        form["contact"]!["phone"] = "044 668 18 00";
        form["company"]!["address"] = new JsonObject { ["street"] = "Bahnhofstrasse", ["houseNumber"] = "1", ["postalCode"] = "8001", ["city"] = "Zürich", ["country"] = "CH" };
        return form;
    }

    /// <summary>The form with one field set; null leaves it out.</summary>
    /// <param name="form">It is changed in place.</param>
    /// <param name="path">Such as <c>company/address/city</c>.</param>
    /// <param name="value">The new value.</param>
    public static JsonObject With(this JsonObject form, string path, JsonNode? value)
    {
        var names = path.Split('/');
        var parent = names[..^1].Aggregate(form, (node, name) => node[name]!.AsObject());
        if (value is null)
            parent.Remove(names[^1]);
        else
            parent[names[^1]] = value;
        return form;
    }
}
