global using DecidedBy = Binnacle.History.DecidedBy;
global using WorkKind = Binnacle.History.WorkKind;
