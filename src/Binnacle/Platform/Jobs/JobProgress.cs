namespace Binnacle.Platform.Jobs;

/// <summary>How far a long work is: the step in words, and of how many how much is done (total 0: not known yet).</summary>
public readonly record struct JobProgress(string Step, long Done, long Total);
