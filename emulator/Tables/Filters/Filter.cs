namespace Accounts.Emulator.Tables;

/// <summary>
/// An OData filter of the Table service as a tree. A property that an entity does not have, or has with another
/// type, matches no comparison, <c>ne</c> included; so <c>not (Due ge datetime'…')</c> also finds entities without Due.
/// </summary>
internal abstract record Filter
{
    public abstract bool Matches(Func<string, object?> property);

    internal sealed record And(Filter Left, Filter Right) : Filter
    {
        public override bool Matches(Func<string, object?> property) => Left.Matches(property) && Right.Matches(property);
    }

    internal sealed record Or(Filter Left, Filter Right) : Filter
    {
        public override bool Matches(Func<string, object?> property) => Left.Matches(property) || Right.Matches(property);
    }

    internal sealed record Not(Filter Inner) : Filter
    {
        public override bool Matches(Func<string, object?> property) => !Inner.Matches(property);
    }

    internal sealed record Constant(bool Value) : Filter
    {
        public override bool Matches(Func<string, object?> property) => Value;
    }

    internal sealed record Comparison(string Property, string Operator, object Value) : Filter
    {
        public override bool Matches(Func<string, object?> property) =>
            property(Property) is { } value && Compare(value, Value) is { } order && Operator switch
            {
                "eq" => order == 0,
                "ne" => order != 0,
                "gt" => order > 0,
                "ge" => order >= 0,
                "lt" => order < 0,
                _ => order <= 0,
            };

        /// <summary>Below, at or above zero as for comparers; null when the types or NaN have no order.</summary>
        private static int? Compare(object left, object right) => (left, right) switch
        {
            (string a, string b) => TextOrder.Compare(a, b),
            (bool a, bool b) => a.CompareTo(b),
            (DateTimeOffset a, DateTimeOffset b) => a.CompareTo(b),
            (Guid a, Guid b) => a.CompareTo(b),
            (byte[] a, byte[] b) => a.AsSpan().SequenceCompareTo(b),
            (int or long, int or long) => Integer(left).CompareTo(Integer(right)),
            (int or long or double, int or long or double) => Order(Number(left), Number(right)),
            _ => null,
        };

        private static int? Order(double a, double b) => double.IsNaN(a) || double.IsNaN(b) ? null : a.CompareTo(b);

        private static long Integer(object value) => value is int small ? small : (long)value;

        private static double Number(object value) => value is double number ? number : Integer(value);
    }
}
