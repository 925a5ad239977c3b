using Accounts.Access;

namespace Accounts.Tests.Access;

public class CustomerNumberTests
{
    [Theory]
    [InlineData("1000000", "1000000")]
    [InlineData(" 123 45-67 ", "1234567")]
    public void Seven_digits_are_taken(string typed, string canonical) => Assert.Equal(canonical, CustomerNumber.Parse(typed).Print());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0123456")]
    [InlineData("123456")]
    [InlineData("12345678")]
    [InlineData("K123456")]
    [InlineData("１２３４５６７")]
    public void Anything_else_is_refused(string? typed) => CustomerNumber.Parse(typed).Refused();

    [Fact]
    public void Random_numbers_are_customer_numbers_and_differ()
    {
        var numbers = Enumerable.Range(0, 1000).Select(_ => CustomerNumber.Random()).ToArray();

        Assert.All(numbers, number => Assert.Equal(number, CustomerNumber.Parse(number.ToString()).Value));
        // 1000 of 9 million: about 0.06 pairs are expected to be equal; 3 would be a broken source.
        Assert.True(numbers.Distinct().Count() > 997);
    }
}
