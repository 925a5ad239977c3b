using Accounts.Access.Rights;
using Accounts.Platform.Values;
using Accounts.Relations.Partners;

namespace Accounts.Tests.Relations.Partners;

/// <summary>What is due in a partnership, and when.</summary>
public sealed class PartnershipScheduleTests
{
    private static readonly DateTimeOffset Accepted = App.Start;

    [Fact]
    public void Reminders_notices_and_extension_come_in_their_order() => Assert.Equal(
        [
            "2027-03-04T11:00 ReviewReminder 3",
            "2027-03-11T11:00 ReviewReminder 10",
            "2027-03-16T07:00 EndNotice 30 2027-04-15",
            "2027-04-08T06:00 EndNotice 7 2027-04-15",
            "2027-04-14T06:00 EndNotice 1 2027-04-15",
            "2027-04-14T22:00 Extend 0 2027-04-15",
        ],
        All(Customer(autoExtend: true, "2027-04-15", "2027-04-15")));

    [Fact]
    public void What_would_have_been_due_before_the_acceptance_is_not() =>
        Assert.Equal(
            ["2027-03-02T07:00 EndNotice 1 2027-03-03"], All(Customer(autoExtend: false, "2027-03-03") with { ReviewedAt = Accepted }));

    [Fact]
    public void What_falls_due_at_the_same_moment_is_one_entry() =>
        Assert.Contains(
            "2027-05-10T06:00 EndNotice 30 2027-06-09, EndNotice 7 2027-05-17",
            All(Customer(autoExtend: false, "2027-06-09", "2027-05-17")));

    [Fact]
    public void Extension_that_is_switched_on_on_the_last_day_is_in_time()
    {
        var customer = Customer(autoExtend: true, "2027-04-15") with { ReviewedAt = Accepted };
        Assert.Equal(
            PartnershipStepKind.Extend,
            Assert.Single(PartnershipSchedule.Next(customer, new(2027, 4, 15, 21, 59, 0, TimeSpan.Zero))!.Value.Steps).Kind);
        Assert.Null(PartnershipSchedule.Next(customer, new(2027, 4, 15, 22, 0, 0, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData("2027-08-31", "2028-02-29", "2028-08-31", "2029-02-28", "2029-08-31")]
    [InlineData("2027-08-30", "2028-02-29", "2028-08-30", "2029-02-28")]
    [InlineData("2027-03-31", "2027-09-30", "2028-03-31")]
    [InlineData("2027-02-28", "2027-08-28", "2028-02-28")]
    [InlineData("2027-04-15", "2027-10-15")]
    public void Extension_keeps_the_day_that_was_agreed(string until, params string[] next)
    {
        var grant = new Grant(
            Accounts.Access.Rights.Product.Cloud, Right.Read, DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture));
        foreach (var day in next)
        {
            // As it is read from the storage.
            var stored = System.Text.Json.JsonSerializer.Serialize(grant.Extend(), Json.Storage);
            grant = System.Text.Json.JsonSerializer.Deserialize<Grant>(stored, Json.Storage)!;
            Assert.Equal(day, grant.Until.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void A_list_of_grants_that_keeps_one_as_it_is_keeps_its_agreed_day()
    {
        var standing = new Grant(Accounts.Access.Rights.Product.Cloud, Right.Read, new DateOnly(2027, 8, 31)).Extend();
        var form = new GrantForm { Product = standing.Product, Right = standing.Right, Until = standing.Until };
        var kept = Grants.Parse("grants", [form], new DateOnly(2027, 9, 1), [standing], new Accounts.Platform.Http.FieldErrors());
        Assert.Equal(new DateOnly(2028, 8, 31), Assert.Single(kept!).Extend().Until);
    }

    private static ManagedCustomer Customer(bool autoExtend, params string[] days) => new()
    {
        Id = "1",
        CustomerId = "1234567",
        Name = "Kunde AG",
        AcceptedBy = new Representative("1", null, "karl@example.com", Language.German),
        AcceptedAt = Accepted,
        Grants =
        [
            .. days.Select(
                (day, n) => new Grant((Product)n, Right.Read, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))),
        ],
        AutoExtend = autoExtend,
        GrantsVersion = 1,
    };

    /// <summary>All entries up to the first extension; an extended grant leaves the schedule.</summary>
    private static List<string> All(ManagedCustomer customer)
    {
        List<string> all = [];
        for (var after = Accepted; PartnershipSchedule.Next(customer, after) is var (due, steps); after = due)
        {
            all.Add(
                $"{due:yyyy-MM-ddTHH:mm} "
                    + $"{string.Join(", ", steps.Select(step => $"{step.Kind} {step.Days} {step.Day:yyyy-MM-dd}".Trim()))}");
            if (steps.Any(step => step.Kind == PartnershipStepKind.Extend))
                break;
        }

        return all;
    }
}
