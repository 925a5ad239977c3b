using System.Globalization;
using Azure.Data.Tables;

namespace Accounts.Tests.Tables;

public abstract partial class TableContract
{
    private const int Seed = 20260228;
    private const int OracleEntities = 300;
    private const int OracleFilters = 250;
    private static readonly string[] Operators = ["eq", "ne", "gt", "ge", "lt", "le"];

    [Fact]
    public async Task Generated_filters_find_what_a_search_in_memory_finds()
    {
#pragma warning disable CA5394 // Repeatable on purpose.
        var random = new Random(Seed);
        var table = await NewTable();
        var entities = Enumerable.Range(0, OracleEntities).Select(i => Generate(random, i)).ToList();
        foreach (var batch in entities.GroupBy(entity => entity.PartitionKey).SelectMany(partition => partition.Chunk(100)))
            await table.SubmitTransactionAsync(batch.Select(entity => new TableTransactionAction(TableTransactionActionType.Add, entity)));

        for (var i = 0; i < OracleFilters; i++)
        {
            var (text, matches) = Condition(random, depth: 3);
            var expected = entities.Where(matches).Select(Keys).Order(StringComparer.Ordinal);
            var found = await All(table.QueryAsync<TableEntity>(text, maxPerPage: random.Next(1, 400)));
            var keys = found.Select(Keys).ToList();
            Assert.True(expected.SequenceEqual(keys), $"Filter {i}: {text}; expected {expected.Count()}, found {keys.Count}");
        }
#pragma warning restore CA5394
    }

    private static string Keys(TableEntity entity) => $"{entity.PartitionKey}/{entity.RowKey}";

#pragma warning disable CA5394 // Repeatable on purpose.
    private static TableEntity Generate(Random random, int number)
    {
        var entity = new TableEntity("p" + random.Next(4), number.ToString("D3", CultureInfo.InvariantCulture));
        foreach (var property in (string[])["Text", "Int", "Long", "Real", "Flag", "Due", "Id"])
        {
            if (random.Next(4) > 0)
                entity[property] = Value(random, property);
        }

        return entity;
    }

    private static object Value(Random random, string property) => property switch
    {
        "PartitionKey" => "p" + random.Next(5),
        "RowKey" => random.Next(OracleEntities).ToString("D3", CultureInfo.InvariantCulture),
        "Text" => new string((char)('a' + random.Next(3)), random.Next(3)) + (random.Next(3) == 0 ? "'" : ""),
        "Int" => random.Next(-5, 5),
        "Long" => random.Next(-5, 5) * 10_000_000_000L,
        "Real" => random.Next(-5, 5) + 0.25,
        "Flag" => random.Next(2) == 0,
        // Azurite compares times by the millisecond.
        "Due" => new DateTimeOffset(2026, 1, 1 + random.Next(9), 0, 0, 0, TimeSpan.Zero).AddMilliseconds(random.Next(2)),
        _ => new Guid(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)random.Next(9)),
    };

    private static (string Text, Func<TableEntity, bool> Matches) Condition(Random random, int depth)
    {
        if (depth == 0 || random.Next(4) == 0)
            return Comparison(random);
        var (left, matchesLeft) = Condition(random, depth - 1);
        if (random.Next(4) == 0)
            return ($"not ({left})", entity => !matchesLeft(entity));
        var (right, matchesRight) = Condition(random, depth - 1);
        return random.Next(3) == 0
            ? ($"({left}) or ({right})", entity => matchesLeft(entity) || matchesRight(entity))
            : ($"({left}) and ({right})", entity => matchesLeft(entity) && matchesRight(entity));
    }

    private static (string Text, Func<TableEntity, bool> Matches) Comparison(Random random)
    {
        var properties = (string[])["PartitionKey", "PartitionKey", "RowKey", "RowKey", "Text", "Int", "Long", "Real", "Flag", "Due", "Id"];
        var property = properties[random.Next(properties.Length)];
        var value = Value(random, property);
        var operation = value is bool or Guid ? Operators[random.Next(2)] : Operators[random.Next(Operators.Length)];
        var literal = TableClient.CreateQueryFilter($"{value}");
        return ($"{property} {operation} {literal}", entity =>
        {
            if (entity[property] is not { } stored)
                return false;
            var order = stored is string text ? string.CompareOrdinal(text, (string)value) : ((IComparable)stored).CompareTo(value);
            return operation switch
            {
                "eq" => order == 0,
                "ne" => order != 0,
                "gt" => order > 0,
                "ge" => order >= 0,
                "lt" => order < 0,
                _ => order <= 0,
            };
        }
        );
    }
#pragma warning restore CA5394
}
