namespace Binnacle.Practices.Direction;

public static class DirectionEndpoints
{
    public static void MapDirection(this IEndpointRouteBuilder app) { }
}
