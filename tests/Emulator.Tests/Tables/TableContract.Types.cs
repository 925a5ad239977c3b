using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;

namespace Accounts.Tests.Tables;

public abstract partial class TableContract
{
    public static TheoryData<object> Values => new()
    {
        "", "text with \"quotes\", \\ and \n new line, ä 漢 😀", 0, int.MinValue, int.MaxValue, long.MinValue, long.MaxValue, 5L,
        0.0, 5.0, 0.1, -1.5e300, double.Epsilon, double.MaxValue, double.NaN,
        true, false, new Guid("c9da6455-213d-42c9-9a79-3e9149a57833"),
        new DateTimeOffset(2026, 2, 28, 23, 59, 59, TimeSpan.Zero).AddTicks(1234567),
        new DateTimeOffset(1601, 1, 1, 0, 0, 0, TimeSpan.Zero),
        new byte[] { 0, 1, 254, 255 }, Array.Empty<byte>(),
    };

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public async Task A_value_comes_back_with_its_type(object value)
    {
        var table = await NewTable();
        await table.AddEntityAsync(Entity("r", value));
        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value["Value"];
        Assert.IsType(value.GetType(), read);
        Assert.Equal(value, read);
        // A merge reads and writes what is stored.
        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["Other"] = 1 }, ETag.All);
        Assert.Equal(value, Assert.Single(await All(table.QueryAsync<TableEntity>()))["Value"]);
    }

    [Fact]
    public async Task A_class_is_mapped_by_its_public_properties()
    {
        var table = await NewTable();
        var written = new Sample
        {
            PartitionKey = "p",
            RowKey = "r",
            Text = "t",
            Small = 1,
            Large = 2,
            Real = 3,
            Flag = true,
            Id = Guid.NewGuid(),
            Due = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)),
            Day = new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc),
            Bytes = [1, 2],
            Data = new BinaryData(new byte[] { 3 }),
            Kind = SampleKind.Second,
            Renamed = "n",
            Ignored = "i",
        };
        await table.AddEntityAsync(written);
        var read = (await table.GetEntityAsync<Sample>("p", "r")).Value;
        Assert.Equal(
            (written.Text, written.Small, written.Large, written.Real, written.Flag),
            (read.Text, read.Small, read.Large, read.Real, read.Flag));
        Assert.Equal(
            (written.Id, written.Due, written.Day, written.Kind, written.Renamed), (read.Id, read.Due, read.Day, read.Kind, read.Renamed));
        Assert.Equal(DateTimeKind.Utc, read.Day.Kind);
        Assert.Equal(written.Bytes, read.Bytes);
        Assert.Equal(written.Data.ToArray(), read.Data!.ToArray());
        Assert.Null(read.None);
        Assert.Null(read.NoKind);
        Assert.Null(read.Ignored);
        Assert.NotEqual(default, read.ETag);

        var bag = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal("Second", bag.GetString("Kind"));
        Assert.Equal("n", bag.GetString("other_name"));
        Assert.False(bag.ContainsKey("Ignored"));
        Assert.False(bag.ContainsKey("None"));
    }

    [Fact]
    public async Task What_tables_cannot_hold_is_a_mistake_of_the_caller()
    {
        var table = await NewTable();
        await Assert.ThrowsAsync<NotSupportedException>(
            () => table.AddEntityAsync(Entity("r", new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Local))));
        await Assert.ThrowsAsync<NotSupportedException>(
            () => table.AddEntityAsync(Entity("r", new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Unspecified))));
        await Assert.ThrowsAsync<NotSupportedException>(() => table.AddEntityAsync(Entity("r", 'c')));
        await Assert.ThrowsAsync<ArgumentException>(() => table.AddEntityAsync(Entity("r", double.PositiveInfinity)));
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }

    public enum SampleKind
    {
        First,
        Second,
    }

    public sealed class Sample : ITableEntity
    {
        public string PartitionKey { get; set; } = "";

        public string RowKey { get; set; } = "";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        public string? Text { get; set; }

        public int Small { get; set; }

        public long Large { get; set; }

        public double? Real { get; set; }

        public bool? Flag { get; set; }

        public Guid Id { get; set; }

        public DateTimeOffset? Due { get; set; }

        public DateTime Day { get; set; }

        public byte[]? Bytes { get; set; }

        public BinaryData? Data { get; set; }

        public SampleKind Kind { get; set; }

        public SampleKind? NoKind { get; set; }

        public int? None { get; set; }

        [DataMember(Name = "other_name")]
        public string? Renamed { get; set; }

        [IgnoreDataMember]
        public string? Ignored { get; set; }
    }
}
