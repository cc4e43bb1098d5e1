-- What to heed when calling has taken a class since the guards were laid: it too is for those who may know that class.
call auth.guard_classes();
